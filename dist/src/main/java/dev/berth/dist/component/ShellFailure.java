package dev.berth.dist.component;

/** A mistake at the shell, of which it prints the message alone. */
final class ShellFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ShellFailure(String message) {
        super(message, null, false, false);
    }

    /** Returns what Gogo prints of an exception. */
    @Override
    public String toString() {
        return "Error: " + getMessage();
    }
}
