package dev.berth.core.work;

import dev.berth.plugin.Operation;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queue of one plugin: runs tasks one after the other, in the order in which they came. All
 * that changes a plugin is a task of its queue, so that it has one writer and needs no lock.
 *
 * <p>A start gives way: it is cancelled, under way or in line, by a task that preempts it.
 */
public final class PluginQueue {
    private final ManagerExecutor executor;
    private final String plugin;
    private final BoundedQueue queue;
    private final Set<QueuedOperation<?>> starts = new HashSet<>();
    private final Set<Thread> helpers = ConcurrentHashMap.newKeySet();
    private volatile Thread current;

    PluginQueue(ManagerExecutor executor, String plugin) {
        this.executor = executor;
        this.plugin = plugin;
        this.queue = new BoundedQueue(executor, 1);
    }

    /** Returns the plugin's name. */
    public String plugin() {
        return plugin;
    }

    /**
     * Puts a task at the end.
     *
     * @param what names the operation, together with the plugin's name: {@code removal of}
     */
    public <T> Operation<T> submit(String what, Task<T> task) {
        QueuedOperation<T> operation = operation(what, task);
        queue.add(operation);
        return operation;
    }

    /** Puts a start at the end, which {@link #preempt} cancels. */
    public <T> Operation<T> submitStart(String what, Task<T> task) {
        QueuedOperation<T> operation = operation(what, task);
        synchronized (starts) {
            starts.add(operation);
            queue.add(operation);
        }
        operation.whenEnded((value, failure) -> forget(operation));
        return operation;
    }

    /**
     * Cancels all starts that are before it, under way or in line, and puts a task at the end.
     *
     * @param task is told whether there was one
     */
    public <T> Operation<T> preempt(String what, PreemptingTask<T> task) {
        synchronized (starts) {
            String by = what + " " + plugin;
            // First those in line, so that none begins when the one under way has ended.
            starts.forEach(start -> start.cancelInLine(by));
            boolean preempted = starts.stream().filter(start -> start.cancel(by)).count() > 0;
            return submit(what, cancellation -> task.run(preempted, cancellation));
        }
    }

    private void forget(QueuedOperation<?> start) {
        synchronized (starts) {
            starts.remove(start);
        }
    }

    private <T> QueuedOperation<T> operation(String what, Task<T> task) {
        return executor.operation(
                what + " " + plugin,
                cancellation -> run(task, cancellation),
                () -> isCurrent() || helpers.contains(Thread.currentThread()));
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
     * Runs foreign code on the calling thread, for which a task of this queue may wait: it cannot
     * wait for an operation of this queue.
     */
    public void actFor(Runnable foreign) {
        Thread helper = Thread.currentThread();
        helpers.add(helper);
        try {
            foreign.run();
        } finally {
            helpers.remove(helper);
        }
    }

    /** Returns whether the calling thread runs a task of this queue. */
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
