package dev.berth.shell.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.shell.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * A template of {@code docker inspect --format}: text with {@code {{.Field.Field}}} and the
 * functions of {@link TemplateFunction} of a field. Other parts of Go's templates, as {@code range}
 * and pipes, are refused by name. Immutable.
 */
public final class OutputTemplate {
    private static final String BEGIN = "{{";
    private static final String END = "}}";

    private final List<Part> parts;

    private OutputTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Parses a template.
     *
     * @throws CommandFailure if it is none, or has what is not taken
     */
    public static OutputTemplate parse(String text) throws CommandFailure {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                throw failure("unclosed action");
            }
            parts.add(literal(text.substring(at, begin)));
            parts.add(TemplateAction.parse(text.substring(begin + BEGIN.length(), end))::text);
            at = end + END.length();
            begin = text.indexOf(BEGIN, at);
        }
        parts.add(literal(text.substring(at)));
        return new OutputTemplate(parts);
    }

    /**
     * Returns the template's text with the values of an object.
     *
     * @throws CommandFailure if it asks for a field that is not there
     */
    public String text(JsonNode object) throws CommandFailure {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.of(object));
        }
        return text.toString();
    }

    private static Part literal(String text) {
        return object -> text;
    }

    /** Returns a failure in Docker's words. */
    static CommandFailure failure(String why) {
        return new CommandFailure("template parsing error: " + why);
    }

    /** A piece of the output. */
    @FunctionalInterface
    private interface Part {
        String of(JsonNode object) throws CommandFailure;
    }
}
