package dev.berth.dist.option;

/** The value of an option cannot be taken; the message says why. */
final class InvalidOptionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final EngineOption option;

    InvalidOptionException(EngineOption option, String message) {
        super(message);
        this.option = option;
    }

    InvalidOptionException(EngineOption option, String message, Throwable cause) {
        super(message, cause);
        this.option = option;
    }

    /** Returns which option it is, which may stand in a file. */
    EngineOption option() {
        return option;
    }
}
