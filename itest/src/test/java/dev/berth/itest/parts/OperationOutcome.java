package dev.berth.itest.parts;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginException;
import dev.berth.testing.TestTimeout;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The failure that an operation ended with, or its value. */
public final class OperationOutcome {
    private OperationOutcome() {}

    /**
     * Waits for the result.
     *
     * @throws PluginException if the operation failed
     */
    public static <T> T of(Operation<T> operation) {
        try {
            return operation
                    .result()
                    .toCompletableFuture()
                    .get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PluginException failure) {
                throw failure;
            }
            throw new AssertionError("not a typed error: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the operation does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits for the failure that has to come. */
    public static <E extends PluginException> E failure(Class<E> type, Operation<?> operation) {
        Object result;
        try {
            result = of(operation);
        } catch (PluginException e) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
            throw new AssertionError("expected %s, got %s".formatted(type.getSimpleName(), e), e);
        }
        throw new AssertionError(
                "expected %s, but it ended well: %s".formatted(type.getSimpleName(), result));
    }
}
