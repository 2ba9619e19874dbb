package dev.berth.shell.console;

/** A command did not do what it was asked to; the shell shows the message and nothing else. */
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

    /** What the shell prints of an exception. */
    @Override
    public String toString() {
        return "Error: " + getMessage();
    }
}
