package dev.berth.webconsole.testing;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Work that ends when the test says so; who waits for it while it has not is told so at once. */
public final class PendingOperation<T> implements Operation<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private boolean cancelled;

    /** Returns work that has ended. */
    public static <T> PendingOperation<T> ended(T outcome) {
        PendingOperation<T> operation = new PendingOperation<>();
        operation.result.complete(outcome);
        return operation;
    }

    public void end(T outcome) {
        result.complete(outcome);
    }

    public void fail(Exception failure) {
        result.completeExceptionally(failure);
    }

    /** Returns whether it was asked to stop. */
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public CompletionStage<T> result() {
        return result;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }

    @Override
    public T await() {
        return await(Duration.ZERO);
    }

    @Override
    public T await(Duration limit) {
        if (!result.isDone()) {
            throw new PluginTimeoutException("not yet", limit);
        }
        return result.join();
    }
}
