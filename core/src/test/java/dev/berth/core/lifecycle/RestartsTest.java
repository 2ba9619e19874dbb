package dev.berth.core.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private final RestartBackoff restarts = new RestartBackoff();

    @Test
    void waitTwiceAsLongEachTimeUpToThirtySeconds() {
        for (long wait : new long[] {100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000}) {
            assertEquals(Duration.ofMillis(wait), restarts.next());
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(Duration.ofSeconds(30), restarts.next());
        }
    }

    @Test
    void beginAnewAfterALongEnoughLife() {
        restarts.next();
        restarts.next();
        restarts.livedFor(Duration.ofSeconds(9));
        assertEquals(Duration.ofMillis(400), restarts.next());
        restarts.livedFor(Duration.ofSeconds(11));
        assertEquals(Duration.ofMillis(100), restarts.next());
        restarts.reset();
        assertEquals(Duration.ofMillis(100), restarts.next());
    }

    @Test
    void haveOneWaitAtATime() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        restarts.waiting(first);
        restarts.waiting(second);
        assertTrue(first.isCancelled());
        restarts.stopWaiting();
        assertTrue(second.isCancelled());
    }
}
