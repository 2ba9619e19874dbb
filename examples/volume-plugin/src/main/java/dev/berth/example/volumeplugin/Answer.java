package dev.berth.example.volumeplugin;

import java.util.Map;

/**
 * What the plugin answers.
 *
 * @param status HTTP's
 * @param body a JSON document
 */
record Answer(int status, String body) {
    static Answer ok(Map<String, Object> body) {
        return new Answer(200, Json.text(body));
    }

    /** Returns an answer that tells what went wrong, as all plugin protocols do it. */
    static Answer error(int status, String message) {
        return new Answer(status, Json.text(Map.of("Err", message)));
    }
}
