package dev.berth.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AnEndingTest {
    private final ShutdownHook ending = ShutdownHook.of(Thread.currentThread());

    @Test
    void interruptsWhatMayBeInterrupted() {
        assertThrows(
                InterruptedException.class,
                () ->
                        ending.interruptibly(
                                () -> {
                                    new Thread(ending::ask, "berth-test-signal").start();
                                    new CountDownLatch(1).await();
                                    return null;
                                }));
    }

    @Test
    void leavesEverythingElseAlone() {
        ending.ask();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void keepsWhatMayBeInterruptedFromBeginning() {
        ending.ask();
        assertThrows(InterruptedException.class, () -> ending.interruptibly(() -> "work"));
    }

    @Test
    void leavesNoInterruptBehindForTheCleaningUp() throws Exception {
        String result =
                ending.interruptibly(
                        () -> {
                            ending.ask();
                            return "done all the same";
                        });
        assertEquals("done all the same", result);
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
