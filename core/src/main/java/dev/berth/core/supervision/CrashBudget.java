package dev.berth.core.supervision;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The crashes of a plugin within a time. Used on the plugin's queue only. */
public final class CrashBudget {
    private final Deque<Long> crashes = new ArrayDeque<>();

    /**
     * Counts a crash, and returns whether there were too many.
     *
     * @param now {@link System#nanoTime}
     */
    public boolean spend(long now, SupervisionPolicy policy) {
        Duration window = policy.crashWindow();
        crashes.addLast(now);
        crashes.removeIf(crash -> now - crash > window.toNanos());
        return policy.crashBudget() > 0 && crashes.size() >= policy.crashBudget();
    }

    /** Forgets all: the user has enabled the plugin. */
    public void reset() {
        crashes.clear();
    }
}
