package dev.berth.shared.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PendingCallsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch hang = new CountDownLatch(1);
    private final CountDownLatch late = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final PendingCalls<String, Integer> calls =
            new PendingCalls<>(
                    "berth-pending",
                    key -> {
                        int number = begun.incrementAndGet();
                        if (key.equals("hang")) {
                            hang.await();
                        }
                        return number;
                    },
                    late::countDown);

    @Test
    void returnWhatACallOfTheirOwnReturns() throws Exception {
        assertEquals(1, calls.call("a", LONG));
        assertEquals(2, calls.call("a", LONG));
    }

    @Test
    void areGivenUpAfterTheLimitAndHoldNoOtherKey() throws Exception {
        assertThrows(TimeoutException.class, () -> calls.call("hang", SHORT));
        assertEquals(2, calls.call("a", LONG));
    }

    @Test
    void costOneThreadAndOneWaitHoweverOftenTheyAreMade() {
        assertThrows(TimeoutException.class, () -> calls.call("hang", SHORT));
        long begin = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThrows(TimeoutException.class, () -> calls.call("hang", SHORT));
        }
        assertEquals(1, begun.get());
        assertTrue(System.nanoTime() - begin < 100 * SHORT.toNanos() / 2);
    }

    @Test
    void sayWhenOneHasEndedAfterAll() throws Exception {
        assertThrows(TimeoutException.class, () -> calls.call("hang", SHORT));
        assertThrows(TimeoutException.class, () -> calls.call("hang", SHORT));
        assertEquals(1, late.getCount());
        hang.countDown();
        assertTrue(late.await(20, TimeUnit.SECONDS));
        assertEquals(2, calls.call("hang", LONG));
    }

    @Test
    void giveNobodyAResultThatIsOlderThanTheAsking() throws Exception {
        CompletableFuture<Integer> first = inAThread();
        CompletableFuture<Integer> second = inAThread();
        hang.countDown();
        assertEquals(3, first.get() + second.get());
    }

    @Test
    void tellWhatFailed() {
        PendingCalls<String, String> broken =
                new PendingCalls<>(
                        "berth-pending",
                        key -> {
                            throw new StackOverflowError();
                        },
                        () -> {});
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> broken.call("x", LONG));
        assertEquals(StackOverflowError.class, failure.getCause().getClass());
    }

    /** Makes the call that hangs, and returns once it is under way. */
    private CompletableFuture<Integer> inAThread() throws InterruptedException {
        CountDownLatch here = new CountDownLatch(1);
        CompletableFuture<Integer> result = new CompletableFuture<>();
        DaemonThreads.create(
                        "berth-test",
                        () -> {
                            here.countDown();
                            try {
                                result.complete(calls.call("hang", LONG));
                            } catch (Exception e) {
                                result.completeExceptionally(e);
                            }
                        })
                .start();
        here.await();
        return result;
    }
}
