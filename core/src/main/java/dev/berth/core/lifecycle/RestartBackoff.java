package dev.berth.core.lifecycle;

import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Exponential back-off of restarts after a plugin's process died. Used on the plugin's queue only.
 */
final class RestartBackoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(10);

    private int failures;
    private Future<?> pending;

    /** Sets the restart that is scheduled; one that was before is cancelled. */
    void setPending(Future<?> restart) {
        cancelPending();
        pending = restart;
    }

    void cancelPending() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }

    /** Resets the back-off if the process ran long enough. */
    void recordUptime(Duration life) {
        if (life.compareTo(STABLE) > 0) {
            failures = 0;
        }
    }

    /** Returns the next delay: twice the last, up to a limit. */
    Duration nextDelay() {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures++, 20));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    void reset() {
        failures = 0;
    }
}
