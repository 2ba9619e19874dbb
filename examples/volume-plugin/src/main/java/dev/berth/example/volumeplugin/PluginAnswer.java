package dev.berth.example.volumeplugin;

import java.util.Map;

/**
 * What the plugin answers.
 *
 * @param status HTTP's
 * @param body a JSON document
 */
record PluginAnswer(int status, String body) {
    static PluginAnswer ok(Map<String, Object> body) {
        return new PluginAnswer(200, JsonWriter.text(body));
    }

    /** Returns an answer that tells what went wrong, as all plugin protocols do it. */
    static PluginAnswer error(int status, String message) {
        return new PluginAnswer(status, JsonWriter.text(Map.of("Err", message)));
    }
}
