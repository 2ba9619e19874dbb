package dev.berth.dist;

/** The command line is wrong; the message says which word. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
