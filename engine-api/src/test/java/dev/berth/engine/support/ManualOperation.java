package dev.berth.engine.support;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.PluginException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** An operation on a thread of its own, cancelled by interrupt as the real ones are. */
final class ManualOperation<T> implements Operation<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final CountDownLatch cancelled;
    private final Thread thread;

    ManualOperation(String what, CountDownLatch cancelled, Callable<T> work) {
        this.cancelled = cancelled;
        this.thread = new Thread(() -> run(what, work), "test-job " + what);
    }

    ManualOperation<T> start() {
        thread.start();
        return this;
    }

    private void run(String what, Callable<T> work) {
        try {
            result.complete(work.call());
        } catch (InterruptedException | java.io.InterruptedIOException e) {
            cancelled.countDown();
            result.completeExceptionally(new OperationCancelledException(what));
        } catch (java.io.IOException e) {
            result.completeExceptionally(new InvalidPluginException(e.getMessage(), e));
        } catch (Exception | Error e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public CompletionStage<T> result() {
        return result;
    }

    @Override
    public void cancel() {
        thread.interrupt();
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }

    @Override
    public T await(Duration limit) {
        throw new UnsupportedOperationException("nothing here waits with a limit");
    }

    @Override
    public T await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw (PluginException) e.getCause();
        }
    }
}
