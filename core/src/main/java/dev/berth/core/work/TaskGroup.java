package dev.berth.core.work;

import dev.berth.plugin.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Tasks of one purpose: at most a fixed number run at once, the first that fails cancels all
 * others, and none is left when the group is closed. One thread starts them, waits and closes.
 */
public final class TaskGroup implements AutoCloseable {
    private final ManagerExecutor executor;
    private final BoundedQueue queue;
    private final List<QueuedOperation<?>> operations = new ArrayList<>();
    private Operation<?> failed;

    TaskGroup(ManagerExecutor executor, int atOnce) {
        this.executor = executor;
        this.queue = new BoundedQueue(executor, atOnce);
    }

    /** Puts a task at the end of the group's queue. */
    public <T> Operation<T> start(String what, Task<T> task) {
        QueuedOperation<T> operation = executor.operation(what, task, () -> false);
        synchronized (this) {
            operations.add(operation);
            if (failed != null) {
                operation.cancel();
            }
        }
        operation.whenEnded(
                (value, failure) -> {
                    if (failure != null) {
                        cancelBecauseOf(operation);
                    }
                });
        queue.add(operation);
        return operation;
    }

    private synchronized void cancelBecauseOf(Operation<?> operation) {
        if (failed == null) {
            failed = operation;
            operations.forEach(QueuedOperation::cancel);
        }
    }

    private synchronized Operation<?> failed() {
        return failed;
    }

    /**
     * Waits for one of the tasks, or for the first failure of any.
     *
     * @throws dev.berth.plugin.error.PluginException the first failure in the group
     */
    public <T> T await(Operation<T> operation) throws InterruptedException {
        requireNoFailure();
        try {
            return operation.await();
        } catch (RuntimeException e) {
            // It may only have been cancelled because of another, which tells more.
            requireNoFailure();
            throw e;
        }
    }

    private void requireNoFailure() throws InterruptedException {
        Operation<?> first = failed();
        if (first != null) {
            first.await();
        }
    }

    /** Cancels what has not ended, and waits for its end. */
    @Override
    public void close() {
        List<QueuedOperation<?>> all;
        synchronized (this) {
            all = List.copyOf(operations);
        }
        all.forEach(QueuedOperation::cancel);
        all.forEach(Cancellation::cancelAndAwait);
    }
}
