package dev.berth.core.work;

import dev.berth.core.foreign.StackPosition;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationDeadlockException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginTimeoutException;
import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * An {@link Operation} that runs one {@link Task} and is the task's {@link Cancellation}: a cancel
 * interrupts the thread that runs it.
 */
final class QueuedOperation<T> implements Operation<T>, Runnable, Cancellation {
    private final String what;
    private final Task<T> task;
    private final BooleanSupplier deadlock;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Thread runner;
    private volatile Thread thread;
    private boolean cancelled;
    private String cancelledBy;
    private boolean committed;

    /**
     * @param deadlock returns whether the calling thread must not wait for this
     */
    QueuedOperation(String what, Task<T> task, BooleanSupplier deadlock) {
        this.what = what;
        this.task = task;
        this.deadlock = deadlock;
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
            result.completeExceptionally(cancellation());
        } catch (Throwable t) {
            // An interrupt in the middle of I/O comes as that I/O's own failure.
            boolean stopped = finish();
            result.completeExceptionally(stopped ? cancellation() : typed(t));
        }
    }

    private synchronized PluginException cancellation() {
        return cancelledBy == null
                ? new OperationCancelledException(what)
                : new OperationCancelledException(what, cancelledBy);
    }

    private PluginException typed(Throwable failure) {
        return failure instanceof PluginException known
                ? known
                : new OperationFailedException(what, failure);
    }

    /** Ends the operation as cancelled; it is not run. */
    void refuse() {
        result.completeExceptionally(cancellation());
    }

    private synchronized void begin() throws InterruptedException {
        thread = Thread.currentThread();
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
        thread = null;
        Thread.interrupted();
        return cancelled;
    }

    /** Cancels the operation if it has not begun. */
    synchronized void cancelInLine(String by) {
        if (thread == null) {
            cancel(by);
        }
    }

    @Override
    public void cancel() {
        cancel(null);
    }

    /**
     * Cancels the operation, and returns whether it ends as cancelled: it is not past its point of
     * no return.
     *
     * @param by what cancels it; null if it is the user
     */
    synchronized boolean cancel(String by) {
        if (committed || result.isDone()) {
            return false;
        }
        if (!cancelled) {
            cancelled = true;
            cancelledBy = by;
            if (runner != null) {
                runner.interrupt();
            }
        }
        return true;
    }

    /** Returns its name and where its thread stands. */
    String position() {
        return what + ": " + StackPosition.of(thread);
    }

    /** Calls an action when it has ended, on the thread that did the work. */
    void whenEnded(BiConsumer<T, Throwable> action) {
        result.whenComplete(action);
    }

    @Override
    public CompletionStage<T> result() {
        // A stage of the caller's own: to complete it harms nobody, and failures come unwrapped.
        CompletableFuture<T> own = new CompletableFuture<>();
        if (result.isDone()) {
            result.whenComplete((value, failure) -> complete(own, value, failure));
        } else {
            // On another thread: the caller's dependent actions may never return.
            result.whenComplete(
                    (value, failure) ->
                            DaemonThreads.runBeside(
                                    "berth-result", () -> complete(own, value, failure)));
        }
        return own;
    }

    private static <T> void complete(CompletableFuture<T> own, T value, Throwable failure) {
        if (failure == null) {
            own.complete(value);
        } else {
            own.completeExceptionally(failure);
        }
    }

    private void requireNoDeadlock() {
        if (!result.isDone() && deadlock.getAsBoolean()) {
            throw new OperationDeadlockException(what);
        }
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }

    @Override
    public T await() throws InterruptedException {
        requireNoDeadlock();
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw typed(e.getCause());
        }
    }

    @Override
    public T await(Duration limit) throws InterruptedException {
        Objects.requireNonNull(limit, "limit");
        if (!limit.isNegative() && !limit.isZero()) {
            requireNoDeadlock();
        }
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
