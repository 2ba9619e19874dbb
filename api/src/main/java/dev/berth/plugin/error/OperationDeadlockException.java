package dev.berth.plugin.error;

import java.util.Objects;

/**
 * A thread would wait for an operation that cannot begin before that thread is done: it works for
 * the plugin that the operation is of.
 */
public final class OperationDeadlockException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String operation;

    /**
     * @param operation the operation that is not waited for, {@code disabling of x:latest}
     */
    public OperationDeadlockException(String operation) {
        super(
                ("%s cannot be waited for here, because it begins only after what this thread does"
                                + " for the plugin: use result(), or wait on another thread")
                        .formatted(Objects.requireNonNull(operation, "operation")));
        this.operation = operation;
    }

    /** Returns the operation that is not waited for; it goes on. */
    public String operation() {
        return operation;
    }
}
