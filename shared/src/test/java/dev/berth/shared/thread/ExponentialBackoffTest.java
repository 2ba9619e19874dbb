package dev.berth.shared.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {
    private final ExponentialBackoff backoff =
            new ExponentialBackoff(Duration.ofMillis(100), Duration.ofSeconds(30));

    @Test
    void doublesUpToALimit() {
        int failures = 0;
        for (long wait : new long[] {100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000}) {
            assertEquals(Duration.ofMillis(wait), backoff.after(++failures, 0));
        }
        assertEquals(Duration.ofSeconds(30), backoff.after(Integer.MAX_VALUE, 0));
        assertEquals(Duration.ofSeconds(15), backoff.after(Integer.MAX_VALUE, 1));
        Duration year = Duration.ofDays(365);
        assertEquals(year, new ExponentialBackoff(year, year).after(40, 0));
    }

    @Test
    void isShortenedByUpToHalfAtRandom() {
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            waits.add(backoff.after(1));
        }
        assertTrue(waits.size() > 5, waits::toString);
        assertTrue(Collections.min(waits).toMillis() >= 50, waits::toString);
        assertTrue(Collections.max(waits).toMillis() <= 100, waits::toString);
    }
}
