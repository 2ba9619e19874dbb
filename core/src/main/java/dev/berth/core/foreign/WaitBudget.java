package dev.berth.core.foreign;

import java.time.Duration;

/** A time limit that several waits share, one after the other; it runs from its making on. */
public final class WaitBudget {
    private final Duration limit;
    private final long end;

    public WaitBudget(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** Returns the whole limit. */
    public Duration limit() {
        return limit;
    }

    /** Returns what is left of it; zero when it is used up. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
