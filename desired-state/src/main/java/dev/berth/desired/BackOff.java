package dev.berth.desired;

import dev.berth.shared.thread.ExponentialBackoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a try, so that many hosts do not ask one registry at once.
 *
 * @param splay the longest time before the first try, which is random
 * @param retries before further ones
 */
record BackOff(Duration splay, ExponentialBackoff retries) {

    /** Returns the usual one with a splay. */
    static BackOff withSplay(Duration splay) {
        return new BackOff(
                splay, new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }

    /** Returns how long to wait before the first try. */
    Duration beforeFirst() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(splay.toMillis() + 1));
    }

    /**
     * @param failures how many tries in a row have failed, from 1
     */
    Duration after(int failures) {
        return retries.after(failures);
    }
}
