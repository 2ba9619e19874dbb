package dev.berth.shell.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.shell.console.CommandFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The functions that a template may use. */
enum TemplateFunction {
    /** Go's {@code print}, which an action without a function means. */
    PRINT(1) {
        @Override
        String text(JsonNode value, List<String> constants) {
            return GoValue.text(value);
        }
    },
    /** The value as JSON. */
    JSON(1) {
        @Override
        String text(JsonNode value, List<String> constants) {
            return value.toString();
        }
    },
    /** The number of elements, or of the characters of a string. */
    LEN(1) {
        @Override
        String text(JsonNode value, List<String> constants) throws CommandFailure {
            if (!value.isContainerNode() && !value.isTextual()) {
                throw OutputTemplate.failure("len of " + GoValue.text(value));
            }
            return Integer.toString(value.isTextual() ? value.textValue().length() : value.size());
        }
    },
    /** The element of a list by its number, or that of an object by its name. */
    INDEX(2) {
        @Override
        String text(JsonNode value, List<String> constants) throws CommandFailure {
            String key = constants.get(0);
            JsonNode element =
                    value.isArray() && key.matches("[0-9]{1,9}")
                            ? value.get(Integer.parseInt(key))
                            : value.get(key);
            if (element == null) {
                throw OutputTemplate.failure("there is no element " + key);
            }
            return GoValue.text(element);
        }
    },
    /** The elements of a list with a text between. */
    JOIN(2) {
        @Override
        String text(JsonNode value, List<String> constants) throws CommandFailure {
            if (!value.isArray()) {
                throw OutputTemplate.failure("join of what is not a list");
            }
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(GoValue.text(element)));
            return String.join(constants.get(0), elements);
        }
    },
    /** In lower case. */
    LOWER(1) {
        @Override
        String text(JsonNode value, List<String> constants) {
            return GoValue.text(value).toLowerCase(Locale.ROOT);
        }
    },
    /** In upper case. */
    UPPER(1) {
        @Override
        String text(JsonNode value, List<String> constants) {
            return GoValue.text(value).toUpperCase(Locale.ROOT);
        }
    };

    private final int arguments;

    TemplateFunction(int arguments) {
        this.arguments = arguments;
    }

    /** Returns how many arguments it takes, the field with them. */
    int arguments() {
        return arguments;
    }

    static TemplateFunction find(String name) throws CommandFailure {
        for (TemplateFunction function : values()) {
            if (function.word().equals(name)) {
                return function;
            }
        }
        throw OutputTemplate.failure(
                "\"%s\" is not supported; there are fields and %s"
                        .formatted(
                                name,
                                Arrays.stream(values())
                                        .map(TemplateFunction::word)
                                        .collect(Collectors.joining(", "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract String text(JsonNode value, List<String> constants) throws CommandFailure;
}
