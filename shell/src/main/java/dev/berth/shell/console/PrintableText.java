package dev.berth.shell.console;

/** Text of plugins for a terminal, without the control characters that could drive it. */
public final class PrintableText {
    private static final String CONTROLS = "[\\x00-\\x1f\\x7f-\\x9f]";
    private static final String CONTROLS_IN_LINES = "[\\x00-\\x1f\\x7f-\\x9f&&[^\\n\\t]]";

    private PrintableText() {}

    /** Returns the text on one line, with a blank for each control character. */
    public static String line(String text) {
        return text.replaceAll(CONTROLS, " ").strip();
    }

    /** Returns the text with its lines and tabs, with a blank for each other control character. */
    public static String lines(String text) {
        return text.replaceAll(CONTROLS_IN_LINES, " ");
    }
}
