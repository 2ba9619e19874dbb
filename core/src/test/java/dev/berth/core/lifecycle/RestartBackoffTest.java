package dev.berth.core.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    private static final SupervisionPolicy STANDARD = SupervisionPolicy.standard();

    private final RestartBackoff restarts = new RestartBackoff();

    @Test
    void waitTwiceAsLongEachTimeUpToALimit() {
        RestartBackoff steady = new RestartBackoff(() -> 0);
        for (long wait : new long[] {100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000}) {
            assertEquals(Duration.ofMillis(wait), steady.nextDelay(STANDARD));
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(Duration.ofSeconds(30), steady.nextDelay(STANDARD));
        }
    }

    @Test
    void waitByUpToHalfLessAtRandom() {
        assertEquals(Duration.ofMillis(50), new RestartBackoff(() -> 1).nextDelay(STANDARD));
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            waits.add(new RestartBackoff().nextDelay(STANDARD));
        }
        assertTrue(waits.size() > 5, waits::toString);
        assertTrue(Collections.min(waits).toMillis() >= 50, waits::toString);
        assertTrue(Collections.max(waits).toMillis() <= 100, waits::toString);
    }

    @Test
    void followWhatIsSet() {
        RestartBackoff steady = new RestartBackoff(() -> 0);
        SupervisionPolicy policy =
                STANDARD.with(Map.of("restart.delay", "1s", "restart.delay.max", "3s"));
        for (long seconds : new long[] {1, 2, 3, 3}) {
            assertEquals(Duration.ofSeconds(seconds), steady.nextDelay(policy));
        }
    }

    @Test
    void beginAnewAfterAReset() {
        RestartBackoff steady = new RestartBackoff(() -> 0);
        assertFalse(steady.hasFailed());
        steady.nextDelay(STANDARD);
        steady.nextDelay(STANDARD);
        assertTrue(steady.hasFailed());
        steady.reset();
        assertEquals(Duration.ofMillis(100), steady.nextDelay(STANDARD));
    }

    @Test
    void haveOneWaitAtATime() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        restarts.setPending(first);
        restarts.setPending(second);
        assertTrue(first.isCancelled());
        restarts.cancelPending();
        assertTrue(second.isCancelled());
    }
}
