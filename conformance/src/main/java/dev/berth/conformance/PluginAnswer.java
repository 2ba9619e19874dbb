package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import java.util.Optional;

/**
 * What a plugin has answered.
 *
 * @param json its body, if that is a JSON object
 * @param text its body, whatever it is
 */
record PluginAnswer(int status, Optional<JsonObject> json, String text) {

    /** Returns the error that Docker takes it for; empty for a success. */
    Optional<String> error() {
        Optional<String> said =
                json.flatMap(body -> body.text("Err")).filter(text -> !text.isEmpty());
        if (status == 200) {
            return said;
        }
        return Optional.of(said.orElse(text.isBlank() ? "HTTP status " + status : text.strip()));
    }

    /** Returns the body, or one without members. */
    JsonObject object() {
        return json.orElse(JsonObject.empty());
    }

    @Override
    public String toString() {
        return status + " " + (text.length() > 200 ? text.substring(0, 200) + "…" : text).strip();
    }
}
