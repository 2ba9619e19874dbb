package dev.berth.engine;

import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.service.log.Logger;

/**
 * Runs an action once nothing is missing any more, or a time is over: what is missing is looked for
 * at each signal, on a thread of its own.
 */
final class ReadinessGate implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Supplier<List<String>> missing;
    private final Duration limit;
    private final Runnable open;
    private final Logger log;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("berth-engine-ready", this::run);
    private volatile boolean closed;

    /**
     * @param missing what is missing, in words for the log
     * @param open is run once, unless it is closed before
     */
    ReadinessGate(Supplier<List<String>> missing, Duration limit, Runnable open, Logger log) {
        this.missing = missing;
        this.limit = limit;
        this.open = open;
        this.log = log;
    }

    void start() {
        thread.start();
    }

    /** Says that something may have come. */
    void signal() {
        signals.release();
    }

    private void run() {
        try {
            await();
            if (!closed) {
                open.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            log.error("the engine API cannot be opened: {}", e.getMessage(), e);
        }
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<String> left = look();
        while (!left.isEmpty() && !closed) {
            if (!signals.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                log.warn(
                        "the engine API answers from now on, after {} s: {}",
                        limit.toSeconds(),
                        String.join("; ", left));
                return;
            }
            signals.drainPermits();
            left = look();
        }
    }

    /** What cannot be found out is missing, until the time is over. */
    private List<String> look() {
        try {
            return missing.get();
        } catch (Throwable e) {
            return List.of("what is missing cannot be found out: " + e);
        }
    }

    /** Ends the wait; the action is not begun after that. */
    @Override
    public void close() {
        closed = true;
        signal();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
