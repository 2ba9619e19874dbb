package dev.berth.registry.transport;

import dev.berth.plugin.error.RegistryException.Reason;
import java.io.IOException;

/** An exchange that cannot succeed however often it is tried; its message is for people. */
public final class ExchangeFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ExchangeFailure(Reason reason, String message) {
        this(reason, message, null);
    }

    public ExchangeFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns what kind of failure an exchange ended with. */
    public static Reason reasonOf(IOException failure) {
        return failure instanceof ExchangeFailure known ? known.reason() : Reason.UNREACHABLE;
    }

    /** Returns what kind of failure it was. */
    public Reason reason() {
        return reason;
    }
}
