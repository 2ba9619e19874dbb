package dev.berth.core.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    private final RestartBackoff restarts = new RestartBackoff();

    @Test
    void waitTwiceAsLongEachTimeUpToThirtySeconds() {
        for (long wait : new long[] {100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000}) {
            assertEquals(Duration.ofMillis(wait), restarts.nextDelay());
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(Duration.ofSeconds(30), restarts.nextDelay());
        }
    }

    @Test
    void beginAnewAfterALongEnoughLife() {
        restarts.nextDelay();
        restarts.nextDelay();
        restarts.recordUptime(Duration.ofSeconds(9));
        assertEquals(Duration.ofMillis(400), restarts.nextDelay());
        restarts.recordUptime(Duration.ofSeconds(11));
        assertEquals(Duration.ofMillis(100), restarts.nextDelay());
        restarts.reset();
        assertEquals(Duration.ofMillis(100), restarts.nextDelay());
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
