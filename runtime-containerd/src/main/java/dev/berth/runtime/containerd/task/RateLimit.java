package dev.berth.runtime.containerd.task;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A budget of bytes for each second; what is left of it is not saved up. Thread-safe. */
final class RateLimit {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);

    private final long budget;
    private final LongSupplier clock;
    private long begin;
    private long left;

    /**
     * @param clock in nanoseconds
     */
    RateLimit(long budget, LongSupplier clock) {
        this.budget = budget;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.left = budget;
    }

    /** Returns whether so much is left, and takes it. */
    synchronized boolean take(long bytes) {
        long now = clock.getAsLong();
        if (now - begin >= WINDOW) {
            begin = now;
            left = budget;
        }
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }
}
