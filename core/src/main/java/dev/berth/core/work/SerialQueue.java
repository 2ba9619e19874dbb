package dev.berth.core.work;

import dev.berth.plugin.Operation;

/** Runs tasks one after the other, in the order in which they came. */
public final class SerialQueue {
    private final ManagerExecutor executor;
    private final BoundedQueue queue;
    private volatile Thread current;

    SerialQueue(ManagerExecutor executor) {
        this.executor = executor;
        this.queue = new BoundedQueue(executor, 1);
    }

    /** Puts a task at the end. */
    public <T> Operation<T> submit(String what, Task<T> task) {
        QueuedOperation<T> operation =
                executor.operation(what, cancellation -> run(task, cancellation));
        queue.add(operation);
        return operation;
    }

    private <T> T run(Task<T> task, Cancellation cancellation) throws InterruptedException {
        current = Thread.currentThread();
        try {
            return task.run(cancellation);
        } finally {
            current = null;
        }
    }

    /**
     * Returns whether the caller is a task of this queue. Such a caller must not wait for another
     * task of it, which would not begin before the caller ends.
     */
    public boolean isCurrent() {
        return current == Thread.currentThread();
    }
}
