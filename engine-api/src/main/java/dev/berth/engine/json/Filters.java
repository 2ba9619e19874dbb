package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.engine.exchange.BadRequestException;
import dev.berth.shared.document.DocumentReader;
import dev.berth.shared.json.InvalidJsonException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The query parameter {@code filters}: {@code {"name":{"value":true}}}, or {@code
 * {"name":["value"]}} of old clients.
 *
 * @param values the values for each name, in the order given
 */
public record Filters(Map<String, Set<String>> values) {
    private static final Filters NONE = new Filters(Map.of());

    /**
     * Parses the parameter's text.
     *
     * @throws BadRequestException if it has another shape
     */
    public static Filters parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        JsonNode json = read(text);
        if (json.isMissingNode() || json.isNull()) {
            return NONE;
        }
        if (!json.isObject()) {
            throw wrong(json);
        }
        Map<String, Set<String>> values = new LinkedHashMap<>();
        json.properties().forEach(f -> values.put(f.getKey(), values(f.getKey(), f.getValue())));
        return new Filters(values);
    }

    private static JsonNode read(String text) {
        try {
            return DocumentReader.read(text);
        } catch (InvalidJsonException e) {
            throw new BadRequestException(400, "the filters are not JSON: " + e.getMessage());
        }
    }

    private static Set<String> values(String name, JsonNode json) {
        Set<String> values = new LinkedHashSet<>();
        if (json.isObject()) {
            json.properties().forEach(v -> values.add(said(name, v.getKey(), v.getValue())));
        } else if (json.isArray()) {
            json.forEach(v -> values.add(text(v)));
        } else if (!json.isNull()) {
            throw wrong(json);
        }
        return values;
    }

    /** Returns a value that is said to hold; dockerd sometimes heeds one that is not. */
    private static String said(String name, String value, JsonNode holds) {
        if (!holds.isBoolean()) {
            throw wrong(holds);
        }
        if (!holds.booleanValue()) {
            throw new BadRequestException(
                    400,
                    "invalid filter '%s=[%s]', which is said to be false: leave it out"
                            .formatted(name, value));
        }
        return value;
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw wrong(value);
        }
        return value.textValue();
    }

    private static BadRequestException wrong(JsonNode json) {
        return new BadRequestException(
                400,
                "filters look like {\"enabled\":{\"true\":true}}: there is "
                        + DocumentReader.kind(json));
    }
}
