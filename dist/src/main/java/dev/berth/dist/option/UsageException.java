package dev.berth.dist.option;

/** The command line is wrong; the message says which word. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
