package dev.berth.engine.json;

import dev.berth.shared.json.JsonSyntaxError;

/** The words of Go's {@code encoding/json} for a mistake in a text, which clients look for. */
final class GoSyntaxError {
    private GoSyntaxError() {}

    /** Returns the words, and the place, which Go does not tell. */
    static String of(JsonSyntaxError error) {
        return switch (error.expected()) {
            case END -> "unexpected content after JSON, at " + error.place();
            default ->
                    "invalid JSON: %s, at %s"
                            .formatted(
                                    error.character() < 0 ? "unexpected EOF" : wrong(error),
                                    error.place());
        };
    }

    private static String wrong(JsonSyntaxError error) {
        return "invalid character '%s' %s".formatted(character(error.character()), where(error));
    }

    private static String where(JsonSyntaxError error) {
        return switch (error.expected()) {
            case VALUE, END, UTF_8 -> "looking for beginning of value";
            case NAME -> "looking for beginning of object key string";
            case COLON -> "after object key";
            case COMMA_OR_BRACKET -> "after array element";
            case COMMA_OR_BRACE -> "after object key:value pair";
            case STRING_END -> "in string literal";
            case ESCAPE -> "in string escape code";
            case HEXADECIMAL -> "in \\u hexadecimal character escape";
            case DIGIT -> "in numeric literal";
        };
    }

    /** As {@code strconv.Quote} writes it. */
    private static String character(int code) {
        return switch (code) {
            case '\'' -> "\\'";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> shown(code);
        };
    }

    private static String shown(int code) {
        if (code < ' ' || code == 0x7f) {
            return "\\x%02x".formatted(code);
        }
        boolean printable = code < 0x7f || Character.isLetterOrDigit(code);
        return printable ? Character.toString(code) : "\\u%04x".formatted(code);
    }
}
