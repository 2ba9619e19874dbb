package dev.berth.shell.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.shell.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in {@code {{}}}: a field, or a function of a field and constants.
 *
 * @param field {@code .}, or {@code .Name.Name}
 * @param constants strings in quotes, and numbers
 */
record TemplateAction(TemplateFunction function, String field, List<String> constants) {
    private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"]+|\"");
    private static final Pattern FIELD = Pattern.compile("\\.|(?:\\.[\\p{L}_][\\p{L}\\p{Nd}_]*)+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    static TemplateAction parse(String text) throws CommandFailure {
        List<String> words = words(text);
        if (words.isEmpty()) {
            throw OutputTemplate.failure("missing value for command");
        }
        if (words.get(0).startsWith(".")) {
            if (words.size() > 1) {
                throw OutputTemplate.failure("\"%s\" is not supported".formatted(words.get(1)));
            }
            return new TemplateAction(TemplateFunction.PRINT, field(words.get(0)), List.of());
        }
        TemplateFunction function = TemplateFunction.find(words.get(0));
        if (words.size() != function.arguments() + 1) {
            throw OutputTemplate.failure(
                    "wrong number of arguments for %s: want %d, got %d"
                            .formatted(words.get(0), function.arguments(), words.size() - 1));
        }
        List<String> constants = new ArrayList<>();
        for (String word : words.subList(2, words.size())) {
            constants.add(constant(word));
        }
        return new TemplateAction(function, field(words.get(1)), constants);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String field(String word) throws CommandFailure {
        if (!FIELD.matcher(word).matches()) {
            throw OutputTemplate.failure("\"%s\" is not a field".formatted(word));
        }
        return word;
    }

    private static String constant(String word) throws CommandFailure {
        if (NUMBER.matcher(word).matches()) {
            return word;
        }
        if (word.length() < 2 || !word.startsWith("\"")) {
            throw OutputTemplate.failure("\"%s\" is not supported".formatted(word));
        }
        return word.substring(1, word.length() - 1)
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replaceAll("\\\\(.)", "$1");
    }

    /** Returns what it prints of an object. */
    String text(JsonNode object) throws CommandFailure {
        JsonNode value = object;
        String path = "";
        for (String name : field.substring(1).split("\\.")) {
            if (!name.isEmpty()) {
                if (!value.has(name)) {
                    throw OutputTemplate.failure(
                            "there is no field \"%s\" in %s"
                                    .formatted(name, path.isEmpty() ? "." : path));
                }
                value = value.get(name);
                path += "." + name;
            }
        }
        return function.text(value, constants);
    }
}
