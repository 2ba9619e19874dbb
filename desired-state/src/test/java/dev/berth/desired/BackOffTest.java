package dev.berth.desired;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void growsWithinItsLimitWithJitter() {
        for (int failures = 1; failures < 100; failures++) {
            long whole = Math.min(1000L << Math.min(failures - 1, 20), 300_000);
            long delay = BackOff.STANDARD.after(failures).toMillis();
            assertTrue(delay >= whole / 2 && delay <= whole, failures + ": " + delay);
        }
    }
}
