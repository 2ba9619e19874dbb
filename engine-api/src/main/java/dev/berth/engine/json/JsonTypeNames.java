package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Names the type of a JSON value for an error, {@code an array}. */
final class JsonTypeNames {
    private JsonTypeNames() {}

    static String kind(JsonNode value) {
        String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> "an " + type;
            case NULL -> "null";
            default -> "a " + type;
        };
    }
}
