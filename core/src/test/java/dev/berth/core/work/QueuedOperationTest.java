package dev.berth.core.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.foreign.WaitBudget;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueuedOperationTest {
    private final ManagerExecutor executor = new ManagerExecutor();

    @AfterEach
    void close() {
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
    }

    @Test
    void tellsItsFailureAsItIs() throws Exception {
        InvalidPluginException reason = new InvalidPluginException("no");
        CompletableFuture<Throwable> heard = new CompletableFuture<>();
        executor.start(
                        "w",
                        c -> {
                            throw reason;
                        })
                .result()
                .whenComplete((value, failure) -> heard.complete(failure));
        assertSame(reason, heard.get(10, TimeUnit.SECONDS), "not wrapped in anything");
    }

    @Test
    void tellsAFailureThatNobodyForesawByItsName() throws Exception {
        IllegalStateException reason = new IllegalStateException("no");
        CompletableFuture<Throwable> heard = new CompletableFuture<>();
        executor.start(
                        "pull of x",
                        c -> {
                            throw reason;
                        })
                .result()
                .whenComplete((value, failure) -> heard.complete(failure));
        Throwable failure = heard.get(10, TimeUnit.SECONDS);
        assertEquals(OperationFailedException.class, failure.getClass());
        assertEquals("pull of x failed: java.lang.IllegalStateException: no", failure.getMessage());
        assertSame(reason, failure.getCause());
    }

    @Test
    void isWaitedForNoLongerThanALimit() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Operation<Void> work = executor.start("pull of x", c -> waitFor(go));
        assertFalse(work.isDone());
        for (Duration limit :
                List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(1))) {
            PluginTimeoutException late =
                    assertThrows(PluginTimeoutException.class, () -> work.await(limit));
            assertEquals(limit, late.limit());
        }
        assertEquals(
                "pull of x has not ended within 0.001 s",
                assertThrows(PluginTimeoutException.class, () -> work.await(Duration.ofMillis(1)))
                        .getMessage());
        go.countDown();
        work.await(Duration.ofDays(365_000));
        assertTrue(work.isDone(), "it went on");
        work.await(Duration.ZERO);
        assertEquals(
                "limit",
                assertThrows(NullPointerException.class, () -> work.await(null)).getMessage());
    }

    @Test
    void failsAlsoForOneWhoWaitsWithALimit() {
        InvalidPluginException reason = new InvalidPluginException("no");
        Operation<Void> work =
                executor.start(
                        "w",
                        c -> {
                            throw reason;
                        });
        assertSame(
                reason,
                assertThrows(PluginException.class, () -> work.await(Duration.ofSeconds(10))));
    }

    @Test
    void cannotBeEndedByItsListeners() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Operation<String> work =
                executor.start(
                        "w",
                        c -> {
                            go.await();
                            return "mine";
                        });
        work.result().toCompletableFuture().complete("theirs");
        go.countDown();
        assertEquals("mine", work.await());
    }

    @Test
    void isInterruptedByACancel() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch undone = new CountDownLatch(1);
        Operation<Void> work =
                executor.start(
                        "pull of x",
                        c -> {
                            begun.countDown();
                            try {
                                return waitFor(new CountDownLatch(1));
                            } finally {
                                undone.countDown();
                            }
                        });
        begun.await();
        work.cancel();
        OperationCancelledException end =
                assertThrows(OperationCancelledException.class, work::await);
        assertEquals("pull of x was cancelled", end.getMessage());
        assertEquals(0, undone.getCount(), "it ends after all is undone");
    }

    @Test
    void isToldAsCancelledWhateverTheInterruptTurnedInto() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Operation<Void> work =
                executor.start(
                        "w",
                        c -> {
                            begun.countDown();
                            try {
                                return waitFor(new CountDownLatch(1));
                            } catch (InterruptedException e) {
                                throw new InvalidPluginException("broken", e);
                            }
                        });
        begun.await();
        work.cancel();
        assertThrows(OperationCancelledException.class, work::await);
    }

    @Test
    void cannotBeCancelledPastThePointOfNoReturn() throws Exception {
        CountDownLatch past = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Operation<Boolean> work =
                executor.start(
                        "w",
                        c -> {
                            c.pointOfNoReturn();
                            past.countDown();
                            go.await();
                            return Thread.interrupted();
                        });
        past.await();
        work.cancel();
        go.countDown();
        assertFalse(work.await(), "it was interrupted");
    }

    @Test
    void doesNotPassThePointOfNoReturnOnceCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger passed = new AtomicInteger();
        Operation<Integer> work =
                executor.start(
                        "w",
                        c -> {
                            begun.countDown();
                            while (!Thread.currentThread().isInterrupted()) {
                                LockSupport.park();
                            }
                            Thread.interrupted();
                            c.pointOfNoReturn();
                            return passed.incrementAndGet();
                        });
        begun.await();
        work.cancel();
        assertThrows(OperationCancelledException.class, work::await);
        assertEquals(0, passed.get());
    }

    @Test
    void isNotInterruptedWhileItUndoes() throws Exception {
        CountDownLatch undoing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger undone = new AtomicInteger();
        Operation<Void> work =
                executor.start(
                        "w",
                        c -> {
                            c.beginUndo();
                            undoing.countDown();
                            go.await();
                            undone.incrementAndGet();
                            throw new InvalidPluginException("no");
                        });
        undoing.await();
        work.cancel();
        go.countDown();
        assertThrows(OperationCancelledException.class, work::await);
        assertEquals(1, undone.get());
    }

    @Test
    void thatHasEndedIsNotHitByACancel() throws Exception {
        PluginQueue queue = executor.queue("x");
        Operation<Integer> first = queue.submit("first", c -> 1);
        first.await();
        Operation<Boolean> second =
                queue.submit(
                        "second",
                        c -> {
                            first.cancel();
                            return Thread.currentThread().isInterrupted();
                        });
        assertFalse(second.await());
        assertEquals(1, first.await());
    }

    @Test
    void goesOnWhenWhoWaitsForItIsInterrupted() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Operation<Void> work = executor.start("w", c -> waitFor(go));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, work::await);
        go.countDown();
        work.await();
    }

    private static Void waitFor(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return null;
    }
}
