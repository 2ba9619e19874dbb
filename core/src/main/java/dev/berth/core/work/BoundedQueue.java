package dev.berth.core.work;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs tasks in the order in which they came, at most a fixed number at once. Those that wait hold
 * no thread.
 */
final class BoundedQueue {
    private final ManagerExecutor executor;
    private final int limit;
    private final Queue<QueuedOperation<?>> waiting = new ArrayDeque<>();
    private int threads;

    BoundedQueue(ManagerExecutor executor, int limit) {
        this.executor = executor;
        this.limit = limit;
    }

    /** Puts an operation at the end. */
    void add(QueuedOperation<?> operation) {
        synchronized (waiting) {
            waiting.add(operation);
            if (threads == limit) {
                return;
            }
            threads++;
        }
        executor.execute(this::drain, this::refuseAll);
    }

    private void drain() {
        for (QueuedOperation<?> next = take(); next != null; next = take()) {
            next.run();
        }
    }

    /** Returns the next operation; if there is none, counts the calling thread out. */
    private QueuedOperation<?> take() {
        synchronized (waiting) {
            QueuedOperation<?> next = waiting.poll();
            if (next == null) {
                threads--;
            }
            return next;
        }
    }

    private void refuseAll() {
        for (QueuedOperation<?> next = take(); next != null; next = take()) {
            next.refuse();
        }
    }
}
