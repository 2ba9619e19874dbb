package dev.berth.shared.json;

/** What the grammar of JSON (RFC 8259) expects at a place of a text. */
public enum JsonExpectation {
    VALUE("a value"),
    NAME("a name in double quotes"),
    COLON("\":\""),
    COMMA_OR_BRACKET("\",\" or \"]\""),
    COMMA_OR_BRACE("\",\" or \"}\""),
    STRING_END("the closing quotation mark of a string"),
    ESCAPE("an escape, one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX,"),
    HEXADECIMAL("a hexadecimal digit"),
    DIGIT("a digit"),
    END("the end of the document"),
    /** There is a byte that is part of no character, or a NUL, as in UTF-16. */
    UTF_8("JSON in UTF-8");

    private final String words;

    JsonExpectation(String words) {
        this.words = words;
    }

    /** Returns the words for it. */
    public String words() {
        return words;
    }
}
