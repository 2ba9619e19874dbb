package dev.berth.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Callers that make so many calls a second, and note those that fail. */
final class SteadyCalls implements AutoCloseable {
    private static final int CALLERS = 8;

    private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(CALLERS);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Semaphore made = new Semaphore(0);

    private SteadyCalls() {}

    static SteadyCalls at(int perSecond, Runnable call) {
        SteadyCalls calls = new SteadyCalls();
        long period = TimeUnit.SECONDS.toMicros(1) * CALLERS / perSecond;
        for (int i = 0; i < CALLERS; i++) {
            calls.callers.scheduleAtFixedRate(
                    () -> calls.make(call), 0, period, TimeUnit.MICROSECONDS);
        }
        return calls;
    }

    private void make(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
        made.release();
    }

    /** Waits until so many more calls have been made than by now. */
    void awaitNext(int count) throws InterruptedException {
        made.drainPermits();
        assertTrue(made.tryAcquire(count, 60, TimeUnit.SECONDS), "calls are not made any more");
    }

    List<Throwable> failures() {
        return failures;
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
