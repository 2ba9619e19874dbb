package dev.berth.shared.json;

import dev.berth.shared.text.PrintableText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Follows the grammar of RFC 8259 through a text without building anything. It is asked when a
 * parser has refused a text, because it knows what was expected; its stack is as deep as the text.
 */
final class JsonScanner {
    private static final char END = '\uffff';
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int LONGEST_WORD = 20;

    private final String text;
    private final Deque<Character> open = new ArrayDeque<>();
    private int at;
    private JsonExpectation expected = JsonExpectation.VALUE;

    JsonScanner(String text) {
        this.text = text;
    }

    Optional<JsonSyntaxError> firstError() {
        return document() ? Optional.empty() : Optional.of(error());
    }

    private boolean document() {
        do {
            if (!value() || !afterValue()) {
                return false;
            }
        } while (!open.isEmpty());
        return at == text.length() || wrong(JsonExpectation.END);
    }

    // A scalar, an empty object or array, or all that comes before the first value in one.
    private boolean value() {
        while (true) {
            blanks();
            char first = peek();
            if (first != '{' && first != '[') {
                return scalar(first);
            }
            at++;
            blanks();
            char closing = first == '{' ? '}' : ']';
            if (peek() == closing) {
                at++;
                return true;
            }
            open.push(closing);
            if (first == '{' && !name()) {
                return false;
            }
        }
    }

    // What closes objects and arrays, and all that comes before the next value.
    private boolean afterValue() {
        blanks();
        while (!open.isEmpty()) {
            char closing = open.peek();
            if (peek() == ',') {
                at++;
                return closing == ']' || name();
            }
            if (peek() != closing) {
                return wrong(
                        closing == ']'
                                ? JsonExpectation.COMMA_OR_BRACKET
                                : JsonExpectation.COMMA_OR_BRACE);
            }
            at++;
            open.pop();
            blanks();
        }
        return true;
    }

    private boolean name() {
        blanks();
        if (peek() != '"') {
            return wrong(JsonExpectation.NAME);
        }
        return string() && colon();
    }

    private boolean colon() {
        blanks();
        if (peek() != ':') {
            return wrong(JsonExpectation.COLON);
        }
        at++;
        return true;
    }

    private boolean scalar(char first) {
        if (first == '"') {
            return string();
        }
        if (first == '-' || isDigit(first)) {
            return number();
        }
        for (String literal : new String[] {"true", "false", "null"}) {
            if (word().equals(literal)) {
                at += literal.length();
                return true;
            }
        }
        return wrong(JsonExpectation.VALUE);
    }

    private boolean string() {
        at++;
        while (peek() != '"') {
            if (at == text.length() || peek() < ' ') {
                return wrong(JsonExpectation.STRING_END);
            }
            if (text.charAt(at++) == '\\' && !escape()) {
                return false;
            }
        }
        at++;
        return true;
    }

    private boolean escape() {
        char letter = peek();
        if ("\"\\/bfnrtu".indexOf(letter) < 0) {
            return wrong(JsonExpectation.ESCAPE);
        }
        at++;
        for (int i = 0; letter == 'u' && i < 4; i++, at++) {
            if (Character.digit(peek(), 16) < 0 || peek() > 'f') {
                return wrong(JsonExpectation.HEXADECIMAL);
            }
        }
        return true;
    }

    private boolean number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            at++;
            if (!digits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            at += peek() == '+' || peek() == '-' ? 1 : 0;
            return digits();
        }
        return true;
    }

    private boolean digits() {
        if (!isDigit(peek())) {
            return wrong(JsonExpectation.DIGIT);
        }
        while (isDigit(peek())) {
            at++;
        }
        return true;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private void blanks() {
        while (" \t\r\n".indexOf(peek()) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean wrong(JsonExpectation what) {
        expected = what;
        return false;
    }

    private JsonSyntaxError error() {
        int line = 1;
        int begin = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
            line++;
            begin = i + 1;
        }
        // Both come of UTF-16 and UTF-32 that are read as UTF-8.
        boolean encoded = peek() == '\0' || peek() == '\ufffd';
        return new JsonSyntaxError(
                line,
                at - begin + 1,
                encoded ? JsonExpectation.UTF_8 : expected,
                at == text.length() ? -1 : text.codePointAt(at),
                found());
    }

    private String found() {
        if (at == text.length()) {
            return "the end";
        }
        return switch (peek()) {
            case '"' -> "a quotation mark";
            case '\n', '\r' -> "the end of the line";
            case BYTE_ORDER_MARK -> "a byte order mark";
            default -> "\"%s\"".formatted(PrintableText.shortened(word()));
        };
    }

    /** Returns the letters and digits that come, or the one character that is neither. */
    private String word() {
        int end = at;
        while (end < text.length()
                && end - at <= LONGEST_WORD
                && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        int whole = at == text.length() ? at : text.offsetByCodePoints(at, 1);
        return text.substring(at, Math.max(end, whole));
    }
}
