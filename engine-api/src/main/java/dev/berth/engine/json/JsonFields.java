package dev.berth.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** An object's fields, found without regard to the case of their names, as Go's decoder does. */
record JsonFields(JsonNode object) {

    JsonNode get(String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode()) {
            return exact;
        }
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                found = field.getValue();
            }
        }
        return found;
    }

    JsonFields in(String name) {
        return new JsonFields(get(name));
    }

    String text(String name) {
        return get(name).asText("");
    }

    boolean on(String name) {
        return get(name).asBoolean(false);
    }

    /** Returns an array as it stands; what is missing is null. */
    JsonNode list(String name) {
        JsonNode value = get(name);
        return value.isArray() ? value : JsonDocuments.object().nullNode();
    }

    /** Returns a text as it stands; what is missing is null. */
    JsonNode nullable(String name) {
        JsonNode value = get(name);
        return value.isTextual() ? value : JsonDocuments.object().nullNode();
    }
}
