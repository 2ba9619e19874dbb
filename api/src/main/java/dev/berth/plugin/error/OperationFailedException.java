package dev.berth.plugin.error;

import java.util.Objects;

/**
 * The work ended in an {@link Error} or exception that nobody foresaw: a fault of Berth or of a
 * provider.
 */
public final class OperationFailedException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String operation;

    /**
     * @param operation the work, {@code pull of vieux/sshfs:latest}
     * @param cause what ended it; its class and message are in this exception's message
     */
    public OperationFailedException(String operation, Throwable cause) {
        super("%s failed: %s".formatted(operation, Objects.requireNonNull(cause, "cause")), cause);
        this.operation = Objects.requireNonNull(operation, "operation");
    }

    /** Returns the work, {@code pull of vieux/sshfs:latest}. */
    public String operation() {
        return operation;
    }
}
