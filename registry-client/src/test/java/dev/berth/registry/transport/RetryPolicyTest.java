package dev.berth.registry.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    /** A registry tells all its clients the same time. */
    @Test
    void spreadsWhoIsToldTheSameTime() {
        Set<Duration> waits = new HashSet<>();
        for (int client = 0; client < 1000; client++) {
            Duration wait = RetryPolicy.waitAsked(Duration.ofSeconds(10));
            assertTrue(wait.toMillis() >= 10_000 && wait.toMillis() <= 15_000, wait.toString());
            waits.add(wait);
        }
        assertTrue(waits.size() > 500, waits.size() + " different waits");
        assertEquals(Duration.ZERO, RetryPolicy.waitAsked(Duration.ZERO));
    }

    @Test
    void doublesItsOwnWaitsAndShortensThemByUpToHalf() {
        RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(250), Duration.ofMinutes(1));
        for (int tries = 1; tries < 5; tries++) {
            long full = 250L << (tries - 1);
            long wait = policy.waitAfter(tries).toMillis();
            assertTrue(wait >= full / 2 && wait <= full, tries + ": " + wait);
        }
        assertTrue(policy.waitAfter(20).compareTo(Duration.ofMinutes(1)) <= 0);
    }
}
