package dev.berth.shared.thread;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a failure: doubled with each in a row up to a limit, and shortened by up
 * to half at random, so that those who failed together do not come back together.
 */
public record ExponentialBackoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * Returns the wait, to the millisecond.
     *
     * @param failures how many in a row, from 1
     */
    public Duration after(int failures) {
        return after(failures, ThreadLocalRandom.current().nextDouble());
    }

    /**
     * As {@link #after(int)}.
     *
     * @param random from 0, the whole wait, to 1, half of it
     */
    public Duration after(int failures, double random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long wait = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (wait * (1 - random / 2)));
    }
}
