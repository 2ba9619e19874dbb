package dev.berth.shared.thread;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a failure: doubled with each in a row up to a limit, and shortened by up
 * to half at random, so that those who failed together do not come back together.
 */
public record ExponentialBackoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 62;

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
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        boolean over = first.toMillis() > longest.toMillis() >> doublings;
        long wait = over ? longest.toMillis() : first.toMillis() << doublings;
        return Duration.ofMillis((long) (wait * (1 - random / 2)));
    }
}
