package dev.berth.core.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.foreign.WaitBudget;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.OperationCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskGroupTest {
    private final ManagerExecutor executor = new ManagerExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @AfterEach
    void close() {
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
    }

    @Test
    void runsNeverMoreAtOnceThanItsLimit() throws Exception {
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (TaskGroup group = executor.group(3)) {
            List<Operation<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                int number = i;
                all.add(
                        group.start(
                                "n",
                                c -> {
                                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                    await(three);
                                    now.decrementAndGet();
                                    return number;
                                }));
            }
            for (int i = 0; i < 300; i++) {
                assertEquals(i, group.await(all.get(i)));
            }
        }
        assertEquals(3, most.get(), "the barrier opens for three, and never were there four");
    }

    @Test
    void endsAllWhenOneFailsAndTellsThatFailure() throws Exception {
        InvalidPluginException reason = new InvalidPluginException("no");
        CountDownLatch first = new CountDownLatch(1);
        try (TaskGroup group = executor.group(2)) {
            Operation<Void> stalled = group.start("stalled", c -> stall(first));
            Operation<Void> failing =
                    group.start(
                            "failing",
                            c -> {
                                first.await();
                                throw reason;
                            });
            Operation<Integer> inLine = group.start("in line", c -> begun.incrementAndGet());
            assertSame(reason, assertThrows(RuntimeException.class, () -> group.await(stalled)));
            assertThrows(OperationCancelledException.class, stalled::await);
            assertSame(reason, assertThrows(RuntimeException.class, () -> group.await(failing)));
            assertSame(reason, assertThrows(RuntimeException.class, () -> group.await(inLine)));
            Operation<Integer> late = group.start("late", c -> begun.incrementAndGet());
            assertThrows(OperationCancelledException.class, late::await);
        }
        assertEquals(0, begun.get(), "what was in line, or came later, is not begun");
        assertEquals(1, ended.get());
    }

    @Test
    void leavesNothingRunningWhenItIsClosed() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Operation<Integer> inLine;
        try (TaskGroup group = executor.group(2)) {
            group.start("first", c -> stall(both));
            group.start("second", c -> stall(both));
            inLine = group.start("in line", c -> begun.incrementAndGet());
            both.await();
        }
        assertEquals(2, ended.get());
        assertEquals(0, begun.get());
        assertThrows(OperationCancelledException.class, inLine::await);
    }

    @Test
    void waitsForItsTasksWhenWhoClosesItIsInterrupted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        TaskGroup group = executor.group(1);
        group.start("first", c -> stall(running));
        running.await();
        Thread.currentThread().interrupt();
        group.close();
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertEquals(1, ended.get());
    }

    @Test
    void endsWithItsExecutor() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        try (TaskGroup group = executor.group(1)) {
            Operation<Void> stalled = group.start("stalled", c -> stall(running));
            Operation<Integer> inLine = group.start("in line", c -> begun.incrementAndGet());
            running.await();
            executor.close(new WaitBudget(Duration.ofSeconds(20)));
            assertThrows(OperationCancelledException.class, () -> group.await(stalled));
            assertThrows(OperationCancelledException.class, () -> group.await(inLine));
            Operation<Integer> late = group.start("late", c -> begun.incrementAndGet());
            assertThrows(OperationCancelledException.class, () -> group.await(late));
        }
        assertEquals(0, begun.get());
    }

    private Void stall(CountDownLatch running) throws InterruptedException {
        running.countDown();
        try {
            new CountDownLatch(1).await();
            return null;
        } finally {
            ended.incrementAndGet();
        }
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
