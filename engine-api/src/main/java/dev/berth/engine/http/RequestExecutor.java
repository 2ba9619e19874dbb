package dev.berth.engine.http;

import dev.berth.shared.thread.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread pool that begins requests. It is small, because the manager has threads of its own;
 * its queue is bounded by the number of connections.
 */
final class RequestExecutor {
    private static final int THREADS = 4;
    private static final int BLOCKED_THREADS = 64;
    private static final int IDLE_SECONDS = 60;

    private RequestExecutor() {}

    /**
     * Starts one.
     *
     * @param threads the beginning of its threads' names
     * @param queue how many requests may wait; more are rejected
     */
    static ExecutorService start(String threads, int queue) {
        return start(threads, THREADS, queue);
    }

    /** Starts one for work that waits for others, as {@link #start} does. */
    static ExecutorService startBlocking(String threads, int queue) {
        return start(threads, BLOCKED_THREADS, queue);
    }

    private static ExecutorService start(String threads, int count, int queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        count,
                        count,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(queue),
                        DaemonThreads.numbered(threads));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static void await(ExecutorService pool, int seconds) {
        try {
            if (!pool.awaitTermination(seconds, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
