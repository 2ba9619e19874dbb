package dev.berth.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final BackOff USUAL = BackOff.withSplay(Duration.ofSeconds(60));

    @Test
    void growsWithinItsLimitWithJitter() {
        for (int failures = 1; failures < 100; failures++) {
            long whole = Math.min(1000L << Math.min(failures - 1, 20), 300_000);
            long delay = USUAL.after(failures).toMillis();
            assertTrue(delay >= whole / 2 && delay <= whole, failures + ": " + delay);
        }
    }

    /** What many hosts do to a registry: 10,000 first tries come evenly over the minute. */
    @Test
    void spreadsTheFirstTries() {
        int[] perSecond = new int[61];
        for (int host = 0; host < 10_000; host++) {
            perSecond[(int) USUAL.beforeFirst().toSeconds()]++;
        }
        for (int second = 0; second < 60; second++) {
            assertTrue(
                    perSecond[second] > 80 && perSecond[second] < 260,
                    perSecond[second] + " in second " + second);
        }
        assertEquals(Duration.ZERO, BackOff.withSplay(Duration.ZERO).beforeFirst());
    }
}
