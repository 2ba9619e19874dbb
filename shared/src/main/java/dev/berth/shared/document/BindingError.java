package dev.berth.shared.document;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.berth.shared.text.PrintableText;
import java.util.Collection;
import java.util.Map;

/**
 * Why a value could not become a part of a record: its field, what is expected there, what is
 * there.
 *
 * @param tree the whole document
 * @param refusal whose path leads to the value; none of its words are used
 */
record BindingError(JsonNode tree, JsonMappingException refusal) {
    String message() {
        StringBuilder path = new StringBuilder();
        JsonNode value = tree;
        for (Reference step : refusal.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
                value = value.path(step.getIndex());
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
                value = field(value, step.getFieldName());
            }
        }
        String place = path.isEmpty() ? "it" : PrintableText.shortened(path.toString());
        return "%s must be %s, not %s".formatted(place, expected(), DocumentReader.kind(value));
    }

    private static JsonNode field(JsonNode object, String name) {
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                found = field.getValue();
            }
        }
        return found;
    }

    private String expected() {
        Class<?> type =
                refusal instanceof MismatchedInputException mismatch
                        ? mismatch.getTargetType()
                        : null;
        if (type == null) {
            return "of another form";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            boolean wide = type == Long.class || type == long.class;
            return "a whole number of %d bits".formatted(wide ? 64 : 32);
        }
        if (type == String.class) {
            return "a string";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
