package dev.berth.shared.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;

/**
 * The fields of a JSON object, found as Go's {@code encoding/json} finds them: without regard to
 * case, and of several that differ in case only, the last one.
 *
 * @param object any node; one that is no object has no fields
 */
public record JsonFields(JsonNode object) {
    /** Returns a field's value, a missing node if there is none. */
    public JsonNode get(String name) {
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                found = field.getValue();
            }
        }
        return found;
    }

    /** Returns a text, empty if there is none. */
    public String text(String name) {
        return get(name).asText("");
    }

    JsonFields in(String name) {
        return new JsonFields(get(name));
    }

    boolean flag(String name) {
        return get(name).asBoolean(false);
    }

    /** Returns an array as it stands; what is missing is null. */
    JsonNode list(String name) {
        JsonNode value = get(name);
        return value.isArray() ? value : NullNode.getInstance();
    }

    /** Returns a text as it stands; what is missing is null. */
    JsonNode nullable(String name) {
        JsonNode value = get(name);
        return value.isTextual() ? value : NullNode.getInstance();
    }
}
