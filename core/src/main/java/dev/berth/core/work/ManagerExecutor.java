package dev.berth.core.work;

import dev.berth.core.foreign.WaitBudget;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.shared.thread.DaemonThreads;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The manager's threads: a cached pool, a timer, and the set of operations that a stop cancels. */
public final class ManagerExecutor {
    /** What cancels an operation when the manager ends. */
    public static final String STOP = "the engine's stop";

    private final ExecutorService threads =
            Executors.newCachedThreadPool(DaemonThreads.numbered("berth-work-"));
    private final ScheduledThreadPoolExecutor timer =
            DaemonThreads.timer(DaemonThreads.numbered("berth-timer-"));
    private final Set<QueuedOperation<?>> running = ConcurrentHashMap.newKeySet();

    /** Starts a task at once on a thread of its own. */
    public <T> Operation<T> start(String what, Task<T> task) {
        QueuedOperation<T> operation = operation(what, task, () -> false);
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
                        },
                        () -> false);
        work.run();
        return work;
    }

    /** Makes an operation that {@link #cancelAll} reaches until it ends; it is not started yet. */
    <T> QueuedOperation<T> operation(String what, Task<T> task, BooleanSupplier deadlock) {
        QueuedOperation<T> operation = new QueuedOperation<>(what, task, deadlock);
        running.add(operation);
        operation.whenEnded((value, failure) -> running.remove(operation));
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

    /**
     * Returns the timer; it has one thread, so only short actions may run on it. What comes when
     * the engine stops is cancelled.
     */
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
        running.forEach(operation -> operation.cancelInLine(STOP));
        running.forEach(operation -> operation.cancel(STOP));
    }

    /**
     * Cancels all operations, waits for their end, at most so long, and ends all threads.
     *
     * @return the operations that have not ended, and where each stands
     */
    public List<String> close(WaitBudget budget) {
        timer.shutdownNow();
        threads.shutdown();
        cancelAll();
        List<String> left = List.of();
        try {
            if (!threads.awaitTermination(budget.left().toNanos(), TimeUnit.NANOSECONDS)) {
                left = running.stream().map(QueuedOperation::position).sorted().toList();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        return left;
    }
}
