package dev.berth.shell.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value as Go's {@code fmt.Print} writes that of decoded JSON. */
final class GoValue {
    private GoValue() {}

    /** Returns {@code [a b]} for a list, {@code map[a:1 b:2]} for an object. */
    static String text(JsonNode value) {
        if (value.isNull()) {
            return "<no value>";
        }
        List<String> elements = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> elements.add(text(element)));
            return "[" + String.join(" ", elements) + "]";
        }
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            sorted.forEach((name, element) -> elements.add(name + ":" + text(element)));
            return "map[" + String.join(" ", elements) + "]";
        }
        return value.asText();
    }
}
