package dev.berth.core.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.RecordingLog;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OnDemandThreadTest {
    private final RecordingLog log = new RecordingLog();
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final OnDemandThread thread =
            new OnDemandThread("berth-test-worker", work::poll, log.logger());

    @Test
    void existsOnlyWhileThereIsWork() throws Exception {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Thread> ran = new CompletableFuture<>();
            submit(() -> ran.complete(Thread.currentThread()));
            Thread worker = ran.get(20, TimeUnit.SECONDS);
            assertEquals("berth-test-worker", worker.getName());
            assertTrue(worker.isDaemon());
            worker.join(20_000);
            assertFalse(worker.isAlive());
            assertEquals("no thread runs it", thread.position());
        }
    }

    @Test
    void missesNoWorkHoweverOftenItIsWoken() throws Exception {
        CountDownLatch all = new CountDownLatch(50_000);
        for (int i = 0; i < 50_000; i++) {
            submit(all::countDown);
        }
        assertTrue(all.await(20, TimeUnit.SECONDS));
    }

    @Test
    void goesOnAfterAnyThrowable() throws Exception {
        submit(
                () -> {
                    throw new StackOverflowError();
                });
        CountDownLatch next = new CountDownLatch(1);
        submit(next::countDown);
        assertTrue(next.await(20, TimeUnit.SECONDS));
        log.next("thread berth-test-worker goes on after java.lang.StackOverflowError");
    }

    @Test
    void goesOnAlthoughTheLogFails() throws Exception {
        log.failAt("error");
        submit(
                () -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                });
        CountDownLatch next = new CountDownLatch(1);
        submit(next::countDown);
        assertTrue(next.await(20, TimeUnit.SECONDS));
    }

    @Test
    void saysWhereItStandsAndCanBeInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        submit(() -> hang(begun, interrupted));
        begun.await();
        String position = thread.position();
        assertTrue(position.startsWith("thread berth-test-worker stands at "), position);
        assertTrue(position.contains("OnDemandThreadTest.hang"), position);
        thread.interrupt();
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }

    private void submit(Runnable piece) {
        work.add(piece);
        thread.wake();
    }

    private static void hang(CountDownLatch begun, CountDownLatch interrupted) {
        try {
            begun.countDown();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
    }
}
