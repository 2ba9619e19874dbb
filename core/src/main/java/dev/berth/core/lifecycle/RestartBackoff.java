package dev.berth.core.lifecycle;

import java.time.Duration;
import java.util.concurrent.Future;

/** How long to wait before a plugin that died is started again. Used on its plugin's queue only. */
final class RestartBackoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(10);

    private int failures;
    private Future<?> pending;

    /** Takes the place of the wait before, so that there is never more than one. */
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

    /** Forgets earlier deaths if it has lived long enough since. */
    void recordUptime(Duration life) {
        if (life.compareTo(STABLE) > 0) {
            failures = 0;
        }
    }

    /** Returns the next wait: twice the last one, up to a limit. */
    Duration nextDelay() {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures++, 20));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    void reset() {
        failures = 0;
    }
}
