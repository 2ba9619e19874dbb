package dev.berth.shared.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void passOnce() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        try (Deadlines deadlines = new Deadlines("test-deadlines")) {
            deadlines.after(Duration.ofMillis(1), passed::countDown);
            assertTrue(passed.await(30, TimeUnit.SECONDS));
        }
    }

    /** A connection that outlasts its server's drain still begins steps. */
    @Test
    void areCancelledAfterTheClose() {
        Deadlines deadlines = new Deadlines("test-deadlines");
        Future<?> before = deadlines.after(Duration.ofHours(1), () -> {});
        assertFalse(before.isCancelled());
        deadlines.close();
        assertTrue(deadlines.after(Duration.ofHours(1), () -> {}).isCancelled());
    }
}
