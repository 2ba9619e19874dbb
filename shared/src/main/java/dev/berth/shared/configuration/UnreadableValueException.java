package dev.berth.shared.configuration;

/** A value of another kind; the message says which kind is expected. */
final class UnreadableValueException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableValueException(String expected) {
        super(expected, null, false, false);
    }
}
