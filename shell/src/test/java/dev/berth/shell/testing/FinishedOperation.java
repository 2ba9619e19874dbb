package dev.berth.shell.testing;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Work that has ended before anybody waits for it. */
public record FinishedOperation<T>(Supplier<T> outcome) implements Operation<T> {

    @Override
    public CompletionStage<T> result() {
        try {
            return CompletableFuture.completedStage(outcome.get());
        } catch (PluginException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public void cancel() {
        // Too late.
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public T await(Duration limit) {
        return outcome.get();
    }

    @Override
    public T await() {
        return outcome.get();
    }
}
