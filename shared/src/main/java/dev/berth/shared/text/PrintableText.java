package dev.berth.shared.text;

/**
 * Foreign text for a terminal, a log or a message. Characters that could drive a terminal, begin
 * another line, or show the text in another order than it has are escaped as in JSON, {@code
 * \u202e}: control and format characters, line and paragraph separators, halves of surrogate pairs.
 */
public final class PrintableText {
    private static final int LONGEST = 80;

    private PrintableText() {}

    /** Returns whether all of a text is shown as it is. */
    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PrintableText::isPrintable);
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }

    /** Returns the text on one line, with a blank for each end of a line and each tab. */
    public static String line(String text) {
        return escaped(text.replaceAll("\\R|\t", " ").strip(), "");
    }

    /** Returns the text with its lines and tabs. */
    public static String lines(String text) {
        return escaped(text, "\n\t");
    }

    /** Returns the beginning of the text on one line, for a message that quotes it. */
    public static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? line(text)
                : line(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "…";
    }

    private static String escaped(String text, String kept) {
        if (isPrintable(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> append(escaped, c, kept));
        return escaped.toString();
    }

    private static void append(StringBuilder text, int character, String kept) {
        if (isPrintable(character) || kept.indexOf(character) >= 0) {
            text.appendCodePoint(character);
        } else {
            for (char unit : Character.toChars(character)) {
                text.append("\\u%04x".formatted((int) unit));
            }
        }
    }
}
