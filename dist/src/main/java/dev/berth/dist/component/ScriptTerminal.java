package dev.berth.dist.component;

import java.util.Optional;

/**
 * Prints the lines of a script as if they were typed, with colours on a terminal.
 *
 * @param terminal the terminal's type, if the output goes to one
 * @param columns its width, if known
 */
record ScriptTerminal(Optional<String> terminal, Optional<String> columns) {
    private static final String PROMPT = "berth> ";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    /** Returns the standard output; only the start script knows whether that is a terminal. */
    static ScriptTerminal ofThisProcess() {
        return new ScriptTerminal(
                Optional.ofNullable(System.getProperty("berth.terminal")),
                Optional.ofNullable(System.getProperty("berth.columns")));
    }

    /** Shows a line of the script: a comment as a heading, a command as if it were typed. */
    void show(String line) {
        if (line.startsWith("#")) {
            System.out.printf("%n%s%n", styled(BOLD, line));
        } else if (line.startsWith("!")) {
            System.out.println(styled(BOLD, "$ " + line.substring(1).strip()));
        } else if (!line.isBlank()) {
            System.out.println(styled(GREEN, PROMPT) + styled(BOLD, line));
        }
    }

    private String styled(String style, String text) {
        return terminal.isPresent() ? style + text + PLAIN : text;
    }
}
