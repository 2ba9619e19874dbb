package dev.berth.desired;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a further try: doubled with each failure up to a limit, and shortened by
 * up to half at random, so that many hosts do not ask one registry at once.
 */
record BackOff(Duration first, Duration longest) {
    static final BackOff STANDARD = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private static final int MOST_DOUBLINGS = 30;

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
