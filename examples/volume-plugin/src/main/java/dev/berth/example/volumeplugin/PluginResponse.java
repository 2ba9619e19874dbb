package dev.berth.example.volumeplugin;

import java.util.Map;

/**
 * The plugin's HTTP response.
 *
 * @param status the HTTP status
 * @param body a JSON document
 */
record PluginResponse(int status, String body) {
    static PluginResponse ok(Map<String, Object> body) {
        return new PluginResponse(200, JsonText.text(body));
    }

    /** Returns a response with an error, as all plugin protocols do it. */
    static PluginResponse error(int status, String message) {
        return new PluginResponse(status, JsonText.text(Map.of("Err", message)));
    }
}
