package dev.berth.core.work;

import dev.berth.plugin.Operation;

/**
 * The queue of one plugin: runs tasks one after the other, in the order in which they came. All
 * that changes a plugin is a task of its queue, so that it has one writer and needs no lock.
 */
public final class PluginQueue {
    private final ManagerExecutor executor;
    private final String plugin;
    private final BoundedQueue queue;
    private volatile Thread current;

    PluginQueue(ManagerExecutor executor, String plugin) {
        this.executor = executor;
        this.plugin = plugin;
        this.queue = new BoundedQueue(executor, 1);
    }

    /**
     * Puts a task at the end.
     *
     * @param what names the operation, together with the plugin's name: {@code removal of}
     */
    public <T> Operation<T> submit(String what, Task<T> task) {
        QueuedOperation<T> operation =
                executor.operation(what + " " + plugin, cancellation -> run(task, cancellation));
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
     * Returns whether the calling thread runs a task of this queue. Such a caller must not wait for
     * another operation of the queue: it does not begin before the caller's task has ended.
     */
    public boolean isCurrent() {
        return current == Thread.currentThread();
    }

    /**
     * Checks that the calling thread runs a task of this queue.
     *
     * @throws IllegalStateException if not
     */
    public void requireCurrent() {
        if (!isCurrent()) {
            throw new IllegalStateException(
                    "plugin %s can be changed by a task of its own queue only, not by thread %s"
                            .formatted(plugin, Thread.currentThread().getName()));
        }
    }
}
