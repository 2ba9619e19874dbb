package dev.berth.example.volumeplugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recursive descent JSON parser. */
final class JsonReader {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Object read() {
        Object value = value();
        if (next() != 0) {
            throw wrong();
        }
        return value;
    }

    private Object value() {
        if (++depth > DEEPEST) {
            throw wrong();
        }
        Object value =
                switch (next()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    default -> literal();
                };
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            if (!object.isEmpty()) {
                expect(',');
            }
            String key = string();
            expect(':');
            object.put(key, value());
        }
        at++;
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        at++;
        while (next() != ']') {
            if (!array.isEmpty()) {
                expect(',');
            }
            array.add(value());
        }
        at++;
        return array;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = take();
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = take();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> (char) Integer.parseInt("" + take() + take() + take() + take(), 16);
            default -> c;
        };
    }

    private Object literal() {
        int start = at;
        while (Character.isLetterOrDigit(peek())
                || peek() == '-'
                || peek() == '+'
                || peek() == '.') {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            case "" -> throw wrong();
            default -> Double.valueOf(word);
        };
    }

    /** Skips blanks; returns the character that follows, 0 at the end. */
    private char next() {
        while (peek() != 0 && Character.isWhitespace(peek())) {
            at++;
        }
        return peek();
    }

    private void expect(char c) {
        if (next() != c) {
            throw wrong();
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char take() {
        if (at == text.length()) {
            throw wrong();
        }
        return text.charAt(at++);
    }

    private IllegalArgumentException wrong() {
        String near = text.substring(Math.max(0, at - 20), at);
        return new IllegalArgumentException("not JSON after %d characters: %s".formatted(at, near));
    }
}
