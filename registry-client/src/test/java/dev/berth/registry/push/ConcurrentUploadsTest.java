package dev.berth.registry.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConcurrentUploadsTest {
    private static final int MOST = 5;

    private final List<Descriptor> blobs =
            IntStream.range(0, 12).mapToObj(ConcurrentUploadsTest::blob).toList();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    private static Descriptor blob(int number) {
        return Descriptor.of("x/y", Digest.sha256(new byte[] {(byte) number}), 1);
    }

    @Test
    void pushesFiveAtOnceAndNoMore() throws Exception {
        CyclicBarrier five = new CyclicBarrier(MOST);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ConcurrentUploads.push(
                blobs.subList(0, 2 * MOST),
                blob -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    threads.add(Thread.currentThread());
                    await(five);
                    underWay.decrementAndGet();
                });
        assertEquals(MOST, most.get());
        assertEquals(2 * MOST, threads.size());
        assertNoThreadIsLeft();
    }

    @Test
    void pushesNothingIfThereIsNothing() throws Exception {
        ConcurrentUploads.push(
                List.of(),
                blob -> {
                    throw new AssertionError();
                });
    }

    @Test
    void failsAsTheFirstThatFailsAndInterruptsTheOthers() throws Exception {
        List<Exception> failures =
                List.of(
                        new IllegalStateException("refused"),
                        new RequestBodyException(new IOException("unreadable")),
                        new InterruptedException("stopped"));
        for (Exception failure : failures) {
            CountDownLatch waiting = new CountDownLatch(MOST - 1);
            AtomicInteger begun = new AtomicInteger();
            Exception thrown =
                    assertThrows(
                            Exception.class,
                            () ->
                                    ConcurrentUploads.push(
                                            blobs,
                                            blob -> {
                                                threads.add(Thread.currentThread());
                                                begun.incrementAndGet();
                                                if (blob.equals(blobs.get(0))) {
                                                    waiting.await();
                                                    sneak(failure);
                                                }
                                                waiting.countDown();
                                                new CountDownLatch(1).await();
                                            }));
            assertSame(failure, thrown);
            assertEquals(MOST, begun.get(), "none begins after the failure");
            assertNoThreadIsLeft();
        }
    }

    @Test
    void endsWithTheInterruptOfItsCaller() throws Exception {
        Thread caller = Thread.currentThread();
        assertThrows(
                InterruptedException.class,
                () ->
                        ConcurrentUploads.push(
                                blobs,
                                blob -> {
                                    threads.add(Thread.currentThread());
                                    if (blob.equals(blobs.get(0))) {
                                        caller.interrupt();
                                    }
                                    new CountDownLatch(1).await();
                                }));
        assertNoThreadIsLeft();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception failure) throws E {
        throw (E) failure;
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertNoThreadIsLeft() throws InterruptedException {
        for (Thread thread : threads) {
            assertTrue(thread.getName().startsWith("berth-push-"), thread.getName());
            thread.join(10_000);
            assertFalse(thread.isAlive());
        }
    }
}
