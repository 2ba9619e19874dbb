package dev.berth.registry.transport;

import dev.berth.plugin.error.RegistryException.Reason;
import java.io.IOException;

/** An exchange that fails however often it is tried, with a message for users. */
public final class ExchangeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ExchangeException(Reason reason, String message) {
        this(reason, message, null);
    }

    public ExchangeException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns the kind of failure that an exchange ended with. */
    public static Reason reasonOf(IOException failure) {
        return failure instanceof ExchangeException known ? known.reason() : Reason.UNREACHABLE;
    }

    /** Returns the kind of failure. */
    public Reason reason() {
        return reason;
    }
}
