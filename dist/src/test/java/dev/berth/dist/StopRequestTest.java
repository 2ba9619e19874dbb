package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopRequestTest {
    private final StopRequest stop = new StopRequest(Thread.currentThread());

    @Test
    void interruptsWhatMayBeInterrupted() {
        assertThrows(
                InterruptedException.class,
                () ->
                        stop.interruptibly(
                                () -> {
                                    new Thread(stop::request, "berth-test-signal").start();
                                    new CountDownLatch(1).await();
                                    return null;
                                }));
    }

    @Test
    void leavesEverythingElseAlone() {
        stop.request();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void keepsWhatMayBeInterruptedFromBeginning() {
        stop.request();
        assertThrows(InterruptedException.class, () -> stop.interruptibly(() -> "work"));
    }

    @Test
    void leavesNoInterruptBehindForTheCleaningUp() throws Exception {
        String result =
                stop.interruptibly(
                        () -> {
                            stop.request();
                            return "done all the same";
                        });
        assertEquals("done all the same", result);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void isNewOnce() {
        assertTrue(stop.request());
        assertFalse(stop.request());
    }
}
