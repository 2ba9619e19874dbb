package dev.berth.core.work;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The manager's threads: a cached pool, a timer, and the set of operations that a stop cancels. */
public final class ManagerExecutor implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);

    private final ExecutorService threads =
            Executors.newCachedThreadPool(DaemonThreads.numbered("berth-work-"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.numbered("berth-timer-"));
    private final Set<QueuedOperation<?>> running = ConcurrentHashMap.newKeySet();

    public ManagerExecutor() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Starts a task at once on a thread of its own. */
    public <T> Operation<T> start(String what, Task<T> task) {
        QueuedOperation<T> operation = operation(what, task);
        execute(operation, operation::refuse);
        return operation;
    }

    /** Returns what a call returns, or an operation that has failed with what the call throws. */
    public <T> Operation<T> attempt(Supplier<Operation<T>> call) {
        try {
            return call.get();
        } catch (PluginException e) {
            return failed(e);
        } catch (RuntimeException | Error e) {
            return failed(new OperationFailedException("the call", e));
        }
    }

    private static <T> Operation<T> failed(PluginException reason) {
        QueuedOperation<T> work =
                new QueuedOperation<>(
                        "",
                        cancellation -> {
                            throw reason;
                        });
        work.run();
        return work;
    }

    /** Makes an operation that {@link #cancelAll} reaches until it ends; it is not started yet. */
    <T> QueuedOperation<T> operation(String what, Task<T> task) {
        QueuedOperation<T> operation = new QueuedOperation<>(what, task);
        running.add(operation);
        operation.result().whenComplete((value, failure) -> running.remove(operation));
        return operation;
    }

    /** Makes the queue of a plugin. */
    public PluginQueue queue(String plugin) {
        return new PluginQueue(this, plugin);
    }

    /** Returns a group whose tasks run {@code atOnce} at a time. */
    public TaskGroup group(int atOnce) {
        return new TaskGroup(this, atOnce);
    }

    /** Returns the timer; it has one thread, so only short actions may run on it. */
    public ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    void execute(Runnable work, Runnable refused) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            refused.run();
        }
    }

    /** Cancels all operations that run or wait, up to their point of no return. */
    public void cancelAll() {
        // What is under way makes room for what is in line behind it as soon as it ends.
        running.forEach(QueuedOperation::cancelInLine);
        running.forEach(QueuedOperation::cancel);
    }

    /** Cancels all operations, waits for their end, and ends all threads. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdown();
        cancelAll();
        try {
            if (!threads.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
