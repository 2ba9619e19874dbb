package dev.berth.shared.docker;

/** A filter that the list of plugins does not have, or that does not take such a value. */
public final class InvalidFilterException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidFilterException(String message) {
        super(message);
    }
}
