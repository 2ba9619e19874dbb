package dev.berth.conformance;

import dev.berth.driver.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a plugin has answered.
 *
 * @param json its body, if that is a JSON object
 * @param body its body, whatever it is
 */
record PluginAnswer(int status, Optional<JsonObject> json, byte[] body) {
    private static final int QUOTED = 200;

    /**
     * Returns the error that Docker takes it for; empty for a success.
     *
     * @param member of a success that is an error all the same: {@code Err}, or {@code Error}
     */
    Optional<String> error(String member) {
        if (status == 200) {
            return said(member);
        }
        return said("Err")
                .or(() -> said(member))
                .or(() -> Optional.of(text().isBlank() ? "HTTP status " + status : text().strip()));
    }

    private Optional<String> said(String member) {
        return json.flatMap(object -> object.text(member)).filter(text -> !text.isEmpty());
    }

    /** Returns the body, or one without members. */
    JsonObject object() {
        return json.orElse(JsonObject.empty());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String text = text();
        return status
                + " "
                + (text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text).strip();
    }
}
