package dev.berth.shell.console;

import dev.berth.shared.text.PrintableText;

/**
 * The failure of a command, of which the shell prints the message alone: printable, whatever plugin
 * or registry it quotes.
 */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message as in Docker
     */
    public CommandFailure(String message) {
        super(PrintableText.lines(String.valueOf(message)));
    }

    /**
     * @param message as in Docker
     * @param cause what brought it about
     */
    public CommandFailure(String message, Throwable cause) {
        super(PrintableText.lines(String.valueOf(message)), cause);
    }

    /** Returns what the shell prints of an exception. */
    @Override
    public String toString() {
        return "Error: " + getMessage();
    }
}
