package dev.berth.core.work;

import dev.berth.plugin.Operation;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs tasks one after the other, in the order in which they came: the one writer of one plugin.
 */
public final class SerialQueue {
    private final ManagerExecutor executor;
    private final Queue<QueuedOperation<?>> waiting = new ArrayDeque<>();
    private boolean busy;

    SerialQueue(ManagerExecutor executor) {
        this.executor = executor;
    }

    /** Puts a task at the end. */
    public <T> Operation<T> submit(String what, Task<T> task) {
        QueuedOperation<T> work = executor.work(what, task);
        synchronized (waiting) {
            waiting.add(work);
            if (busy) {
                return work;
            }
            busy = true;
        }
        executor.execute(this::drain, this::refuseAll);
        return work;
    }

    private void drain() {
        for (QueuedOperation<?> next = take(); next != null; next = take()) {
            next.run();
        }
    }

    private QueuedOperation<?> take() {
        synchronized (waiting) {
            QueuedOperation<?> next = waiting.poll();
            busy = next != null;
            return next;
        }
    }

    private void refuseAll() {
        for (QueuedOperation<?> next = take(); next != null; next = take()) {
            next.refuse();
        }
    }
}
