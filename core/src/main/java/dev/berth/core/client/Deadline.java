package dev.berth.core.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The time limit of one call. A blocking unix channel has none of its own, so the limit closes the
 * connection, which ends whatever waits on it.
 */
final class Deadline implements AutoCloseable {
    private final AtomicBoolean passed = new AtomicBoolean();
    private final Duration limit;
    private final Future<?> alarm;

    Deadline(Duration limit, ScheduledExecutorService timer, Runnable onPassed) {
        this.limit = limit;
        this.alarm =
                timer.schedule(
                        () -> {
                            passed.set(true);
                            onPassed.run();
                        },
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    boolean passed() {
        return passed.get();
    }

    Duration limit() {
        return limit;
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}
