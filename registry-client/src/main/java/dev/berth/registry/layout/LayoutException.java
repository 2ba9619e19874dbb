package dev.berth.registry.layout;

import dev.berth.plugin.error.RegistryException.Reason;
import java.io.IOException;

/** A layout that cannot be used. The message is a predicate: it follows on the layout's path. */
final class LayoutException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    LayoutException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static LayoutException corrupt(String message) {
        return new LayoutException(Reason.CORRUPT, message);
    }

    static LayoutException notThere() {
        return new LayoutException(
                Reason.NOT_FOUND, "is not there; check the path, and what is mounted there");
    }

    Reason reason() {
        return reason;
    }
}
