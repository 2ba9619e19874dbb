package dev.berth.shell.console;

/** The failure of a command, of which the shell prints the message alone. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message as in Docker
     */
    public CommandFailure(String message) {
        super(message);
    }

    /**
     * @param message as in Docker
     * @param cause what brought it about
     */
    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns what the shell prints of an exception. */
    @Override
    public String toString() {
        return "Error: " + getMessage();
    }
}
