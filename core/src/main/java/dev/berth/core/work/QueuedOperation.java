package dev.berth.core.work;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An {@link Operation} that runs one {@link Task} and is the task's {@link Cancellation}: a cancel
 * interrupts the thread that runs it.
 */
final class QueuedOperation<T> implements Operation<T>, Runnable, Cancellation {
    private final String what;
    private final Task<T> task;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Thread runner;
    private boolean cancelled;
    private boolean committed;

    QueuedOperation(String what, Task<T> task) {
        this.what = what;
        this.task = task;
    }

    @Override
    public void run() {
        try {
            begin();
            T value = task.run(this);
            finish();
            result.complete(value);
        } catch (InterruptedException e) {
            finish();
            result.completeExceptionally(new OperationCancelledException(what));
        } catch (Throwable t) {
            // An interrupt in the middle of I/O comes as that I/O's own failure.
            boolean stopped = finish();
            result.completeExceptionally(
                    stopped ? new OperationCancelledException(what) : typed(t));
        }
    }

    private PluginException typed(Throwable failure) {
        return failure instanceof PluginException known
                ? known
                : new OperationFailedException(what, failure);
    }

    /** Ends the operation as cancelled; it is not run. */
    void refuse() {
        result.completeExceptionally(new OperationCancelledException(what));
    }

    private synchronized void begin() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException();
        }
        runner = Thread.currentThread();
    }

    @Override
    public synchronized void beginUndo() {
        runner = null;
        Thread.interrupted();
    }

    @Override
    public synchronized void pointOfNoReturn() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException();
        }
        committed = true;
    }

    /**
     * Lets go of the thread, so that a late cancel does not interrupt what it does next, and
     * returns whether it was cancelled.
     */
    private synchronized boolean finish() {
        runner = null;
        Thread.interrupted();
        return cancelled;
    }

    /** Cancels the operation if it has not begun. */
    synchronized void cancelInLine() {
        if (runner == null) {
            cancel();
        }
    }

    @Override
    public synchronized void cancel() {
        if (!committed && !cancelled) {
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
            }
        }
    }

    @Override
    public CompletionStage<T> result() {
        // A stage of the caller's own: to complete it harms nobody, and failures come unwrapped.
        CompletableFuture<T> own = new CompletableFuture<>();
        result.whenComplete(
                (value, failure) -> {
                    if (failure == null) {
                        own.complete(value);
                    } else {
                        own.completeExceptionally(failure);
                    }
                });
        return own;
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }

    @Override
    public T await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw typed(e.getCause());
        }
    }

    @Override
    public T await(Duration limit) throws InterruptedException {
        Objects.requireNonNull(limit, "limit");
        try {
            return result.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw typed(e.getCause());
        } catch (TimeoutException e) {
            throw new PluginTimeoutException(
                    "%s has not ended within %s s".formatted(what, limit.toMillis() / 1000.0),
                    limit);
        }
    }
}
