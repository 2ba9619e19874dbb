package dev.berth.engine.itest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A JSON document as lines, one for each field, in the order of their names. */
final class JsonDifference {
    private final List<String> lines = new ArrayList<>();

    private JsonDifference() {}

    static List<String> of(JsonNode json) {
        JsonDifference fields = new JsonDifference();
        fields.add("", json);
        return fields.lines;
    }

    private void add(String path, JsonNode json) {
        if (json.isObject() && !json.isEmpty()) {
            json.properties().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(f -> add(path + "." + f.getKey(), f.getValue()));
        } else if (json.isArray() && !json.isEmpty()) {
            List<JsonNode> elements = elements(json);
            for (int i = 0; i < elements.size(); i++) {
                add(path + "[" + i + "]", elements.get(i));
            }
        } else {
            lines.add(path + " = " + json);
        }
    }

    /** Docker lists plugins in no order; all other lists have one. */
    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        if (elements.stream().allMatch(e -> e.hasNonNull("Id") && e.hasNonNull("Name"))) {
            elements.sort(Comparator.comparing(e -> e.get("Name").asText()));
        }
        return elements;
    }
}
