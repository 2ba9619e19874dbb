package dev.berth.shared.server;

import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what takes too long, on one thread. */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param name of the thread
     */
    Deadlines(String name) {
        timer = DaemonThreads.timer(DaemonThreads.named(name));
    }

    /** Does something later, unless what is returned is cancelled, as it is after the close. */
    Future<?> after(Duration time, Runnable end) {
        return timer.schedule(end, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
