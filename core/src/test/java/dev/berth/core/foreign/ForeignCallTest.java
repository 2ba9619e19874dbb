package dev.berth.core.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForeignCallTest {
    /** No machine has room for it, so that the thread cannot be started. */
    private static final long STACK = 1L << 60;

    @Test
    void refusesAQuestionForWhichNoThreadIsLeft() {
        AtomicBoolean ran = new AtomicBoolean();
        ForeignCall call =
                ForeignCall.ask(
                        "question",
                        task -> new Thread(null, task, "x", STACK),
                        () -> ran.set(true));
        assertTrue(call.hasEnded());
        assertEquals("no thread is left for it", call.failure().orElseThrow().getMessage());
        assertFalse(ran.get());
    }

    @Test
    void runsWhatIsToFollowBeforeItHasEnded() throws Exception {
        CountDownLatch returns = new CountDownLatch(1);
        AtomicBoolean early = new AtomicBoolean(true);
        AtomicBoolean ran = new AtomicBoolean();
        ForeignCall call =
                ForeignCall.ask(
                        "question",
                        "test-question",
                        () -> {
                            try {
                                returns.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            throw new StackOverflowError();
                        });
        assertTrue(
                call.then(
                        () -> {
                            early.set(call.hasEnded());
                            ran.set(true);
                        }));
        returns.countDown();
        call.await();
        assertFalse(early.get());
        assertTrue(ran.get());
        assertFalse(call.then(() -> ran.set(false)));
        assertTrue(ran.get());
        assertEquals(StackOverflowError.class, call.failure().orElseThrow().getClass());
    }
}
