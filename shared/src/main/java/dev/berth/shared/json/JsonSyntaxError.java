package dev.berth.shared.json;

import java.util.Optional;

/**
 * Where a text stops being JSON (RFC 8259): what the grammar expects there, and what is there.
 *
 * @param line of the text, from 1
 * @param column of the line, from 1, in UTF-16 units
 * @param expected by the grammar
 * @param character what is there instead, -1 for the end of the text
 * @param found the same and what follows, short and printable
 */
public record JsonSyntaxError(
        int line, int column, JsonExpectation expected, int character, String found) {

    /** Returns the first error of a text; empty if it is one JSON value. */
    public static Optional<JsonSyntaxError> of(String text) {
        return new JsonScanner(text).firstError();
    }

    /** Returns the place without anything of the text, which may be a secret. */
    public String place() {
        return "line %d, column %d".formatted(line, column);
    }

    /** Returns what is wrong, and where. */
    public String message() {
        return "%s is expected, not %s, at %s".formatted(expected.words(), found, place());
    }
}
