package dev.berth.desired;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a try, so that many hosts do not ask one registry at once: before the
 * first a random time, before a further one a time that is doubled with each failure up to a limit,
 * and shortened by up to half at random.
 *
 * @param splay the longest time before the first try
 */
record BackOff(Duration first, Duration longest, Duration splay) {
    private static final int MOST_DOUBLINGS = 30;

    /** Returns the usual one with a splay. */
    static BackOff withSplay(Duration splay) {
        return new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), splay);
    }

    /** Returns how long to wait before the first try. */
    Duration beforeFirst() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(splay.toMillis() + 1));
    }

    /**
     * @param failures how many tries in a row have failed, from 1
     */
    Duration after(int failures) {
        long whole = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long bounded = Math.min(whole, longest.toMillis());
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(bounded - bounded / 2, bounded + 1));
    }
}
