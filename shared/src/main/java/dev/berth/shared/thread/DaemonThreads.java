package dev.berth.shared.thread;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes daemon threads that a thread dump shows by name; none keeps the host from ending. */
public final class DaemonThreads {
    private static final long DEFAULT_STACK = 0;

    private DaemonThreads() {}

    /** Makes a thread, not started yet. */
    public static Thread create(String name, Runnable task) {
        return create(name, DEFAULT_STACK, task);
    }

    /**
     * Makes a thread, not started yet.
     *
     * @param stackBytes the size of its stack, see {@link Thread#Thread(ThreadGroup, Runnable,
     *     String, long)}
     */
    public static Thread create(String name, long stackBytes, Runnable task) {
        Thread thread = new Thread(null, task, name, stackBytes);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a completion of a future on a thread of its own, because the dependent actions of its
     * stages are foreign and may never return; on this thread if there is no other to be had.
     */
    public static void runBeside(String name, Runnable completion) {
        try {
            create(name, completion).start();
        } catch (OutOfMemoryError e) {
            completion.run();
        }
    }

    /**
     * Returns a timer of one thread. What is cancelled leaves its queue; what comes after its
     * shutdown is cancelled, not refused with an exception.
     */
    public static ScheduledThreadPoolExecutor timer(ThreadFactory threads) {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, threads, (late, closed) -> cancel(late));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static void cancel(Runnable late) {
        if (late instanceof Future<?> task) {
            task.cancel(false);
        }
    }

    /** Returns what makes threads of one name. */
    public static ThreadFactory named(String name) {
        return task -> create(name, task);
    }

    /** Returns what makes threads whose names are a prefix and a number, from 1 up. */
    public static ThreadFactory numbered(String prefix) {
        AtomicLong number = new AtomicLong();
        return task -> create(prefix + number.incrementAndGet(), task);
    }
}
