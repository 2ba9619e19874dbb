package dev.berth.core.work;

import dev.berth.plugin.Operation;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs tasks one after the other, in the order in which they came: the one writer of one plugin.
 */
public final class SerialQueue {
    private final Workers workers;
    private final Queue<Work<?>> waiting = new ArrayDeque<>();
    private boolean busy;

    SerialQueue(Workers workers) {
        this.workers = workers;
    }

    /** Puts a task at the end. */
    public <T> Operation<T> submit(String what, Task<T> task) {
        Work<T> work = workers.work(what, task);
        synchronized (waiting) {
            waiting.add(work);
            if (busy) {
                return work;
            }
            busy = true;
        }
        workers.execute(this::drain, this::refuseAll);
        return work;
    }

    private void drain() {
        for (Work<?> next = take(); next != null; next = take()) {
            next.run();
        }
    }

    private Work<?> take() {
        synchronized (waiting) {
            Work<?> next = waiting.poll();
            busy = next != null;
            return next;
        }
    }

    private void refuseAll() {
        for (Work<?> next = take(); next != null; next = take()) {
            next.refuse();
        }
    }
}
