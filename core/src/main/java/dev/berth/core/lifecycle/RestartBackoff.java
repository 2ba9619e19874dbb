package dev.berth.core.lifecycle;

import dev.berth.core.supervision.SupervisionPolicy;
import dev.berth.shared.thread.ExponentialBackoff;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** The back-off of restarts after a plugin's process died. Used on the plugin's queue only. */
final class RestartBackoff {
    private final DoubleSupplier random;
    private int failures;
    private Future<?> pending;

    RestartBackoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * @param random numbers from 0 to 1
     */
    RestartBackoff(DoubleSupplier random) {
        this.random = random;
    }

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

    /** Returns the next delay, so that plugins that died together do not all start together. */
    Duration nextDelay(SupervisionPolicy policy) {
        return new ExponentialBackoff(policy.firstDelay(), policy.longestDelay())
                .after(++failures, random.getAsDouble());
    }

    /** Returns whether a delay has been used since the last reset. */
    boolean hasFailed() {
        return failures > 0;
    }

    void reset() {
        failures = 0;
    }
}
