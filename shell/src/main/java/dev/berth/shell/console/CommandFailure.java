package dev.berth.shell.console;

import dev.berth.shared.text.PrintableText;
import java.util.function.IntSupplier;

/**
 * The failure of a command, of which the shell prints the message alone: printable, whatever plugin
 * or registry it quotes. It has no stack trace, which a shell's host would log for each mistake of
 * a user. As an {@link IntSupplier} it is the exit code of a script that ends with it.
 */
public final class CommandFailure extends Exception implements IntSupplier {
    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;

    private final int exitCode;

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
        this(message, cause, FAILED);
    }

    private CommandFailure(String message, Throwable cause, int exitCode) {
        super(PrintableText.lines(String.valueOf(message)), cause, false, false);
        this.exitCode = exitCode;
    }

    /** Returns an end of a command that is no error, but which a script tells by its exit code. */
    public static CommandFailure withExitCode(int exitCode, String message) {
        return new CommandFailure(message, null, exitCode);
    }

    /** Returns whether it is one, and no end that a script tells by its exit code. */
    public boolean isError() {
        return exitCode == FAILED;
    }

    @Override
    public int getAsInt() {
        return exitCode;
    }

    /** Returns what the shell prints of an exception. */
    @Override
    public String toString() {
        return isError() ? "Error: " + getMessage() : getMessage();
    }
}
