package dev.berth.core.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(false, ran.get());
    }
}
