package dev.berth.shell.console;

import dev.berth.shared.text.PrintableText;

/**
 * The failure of a command, of which the shell prints the message alone: printable, whatever plugin
 * or registry it quotes. It has no stack trace, which a shell's host would log for each mistake of
 * a user.
 */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message as in Docker
     */
    public CommandFailure(String message) {
        this(message, null);
    }

    /**
     * @param message as in Docker
     * @param cause what brought it about
     */
    public CommandFailure(String message, Throwable cause) {
        super(PrintableText.lines(String.valueOf(message)), cause, false, false);
    }

    /** Returns what the shell prints of an exception. */
    @Override
    public String toString() {
        return "Error: " + getMessage();
    }
}
