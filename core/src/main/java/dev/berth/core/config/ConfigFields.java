package dev.berth.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.shared.document.DocumentReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields of one JSON object, whose names match in any case; errors name the whole path. */
final class ConfigFields {
    private static final Pattern HALF_OF_A_PAIR = Pattern.compile("\\p{Cs}");

    private final String path;
    private final JsonNode node;

    ConfigFields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    String text(String name) {
        return optionalText(name).orElse("");
    }

    Optional<String> optionalText(String name) {
        JsonNode value = get(name);
        if (isNothing(value)) {
            return Optional.empty();
        }
        return Optional.of(requireText(value, at(name)));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        int index = 0;
        for (JsonNode value : array(name)) {
            String where = at(name) + "[" + index++ + "]";
            texts.add(value.isNull() ? "" : requireText(value, where));
        }
        return texts;
    }

    boolean flag(String name) {
        JsonNode value = get(name);
        require(isNothing(value) || value.isBoolean(), at(name), "true or false", value);
        return value.asBoolean();
    }

    long number(String name) {
        JsonNode value = get(name);
        boolean unsigned = value.isIntegralNumber() && value.asLong() >= 0;
        boolean fits = unsigned && value.asLong() <= 0xffffffffL && value.canConvertToLong();
        require(isNothing(value) || fits, at(name), "a number from 0 to 4294967295", value);
        return value.asLong();
    }

    ConfigFields object(String name) {
        JsonNode value = get(name);
        require(isNothing(value) || value.isObject(), at(name), "an object", value);
        return new ConfigFields(at(name), value);
    }

    Stream<ConfigFields> objects(String name) {
        List<ConfigFields> objects = new ArrayList<>();
        for (JsonNode value : array(name)) {
            String where = at(name) + "[" + objects.size() + "]";
            require(value.isObject() || value.isNull(), where, "an object", value);
            objects.add(new ConfigFields(where, value));
        }
        return objects.stream();
    }

    private JsonNode array(String name) {
        JsonNode value = get(name);
        require(isNothing(value) || value.isArray(), at(name), "a list", value);
        return value;
    }

    /** Of several keys that differ in case only, the last one counts, as in Go. */
    private JsonNode get(String name) {
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                found = field.getValue();
            }
        }
        return found;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String requireText(JsonNode value, String where) {
        require(value.isTextual(), where, "a string", value);
        boolean usable = value.textValue().indexOf('\0') < 0;
        require(usable, where, "a string without NUL characters", value);
        return withoutHalves(value.textValue());
    }

    /** An escaped half of a surrogate pair, {@code \ud800}, is U+FFFD, as in Go. */
    private static String withoutHalves(String text) {
        return HALF_OF_A_PAIR.matcher(text).replaceAll("\ufffd");
    }

    private static void require(boolean right, String where, String what, JsonNode value) {
        if (!right) {
            throw new InvalidPluginException(
                    "failed to parse config: %s must be %s, not %s"
                            .formatted(where, what, DocumentReader.kind(value)));
        }
    }
}
