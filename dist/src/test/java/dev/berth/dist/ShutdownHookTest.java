package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownHookTest {
    private final ShutdownHook shutdown = ShutdownHook.of(Thread.currentThread());

    @Test
    void interruptsWhatMayBeInterrupted() {
        assertThrows(
                InterruptedException.class,
                () ->
                        shutdown.interruptibly(
                                () -> {
                                    new Thread(shutdown::request, "berth-test-signal").start();
                                    new CountDownLatch(1).await();
                                    return null;
                                }));
    }

    @Test
    void leavesEverythingElseAlone() {
        shutdown.request();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void keepsWhatMayBeInterruptedFromBeginning() {
        shutdown.request();
        assertThrows(InterruptedException.class, () -> shutdown.interruptibly(() -> "work"));
    }

    @Test
    void leavesNoInterruptBehindForTheCleaningUp() throws Exception {
        String result =
                shutdown.interruptibly(
                        () -> {
                            shutdown.request();
                            return "done all the same";
                        });
        assertEquals("done all the same", result);
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
