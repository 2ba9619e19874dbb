package dev.berth.core.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.foreign.WaitBudget;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.plugin.error.OperationDeadlockException;
import dev.berth.plugin.error.OperationFailedException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PluginQueueTest {
    private final ManagerExecutor executor = new ManagerExecutor();

    @AfterEach
    void close() {
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
    }

    @Test
    void runsInOrderAndOneAtATime() throws Exception {
        PluginQueue queue = executor.queue("x");
        List<Integer> done = new CopyOnWriteArrayList<>();
        AtomicInteger at = new AtomicInteger();
        List<Operation<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            all.add(
                    queue.submit(
                            "n",
                            c -> {
                                assertEquals(1, at.incrementAndGet());
                                done.add(number);
                                at.decrementAndGet();
                                return number;
                            }));
        }
        for (int i = 0; i < 500; i++) {
            assertEquals(i, all.get(i).await());
        }
        assertEquals(500, done.size());
        assertTrue(done.stream().sorted().toList().equals(done));
    }

    @Test
    void neverWaitsForAnotherQueue() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Operation<Void> slow = executor.queue("x").submit("slow", c -> waitFor(go));
        assertEquals("fast", executor.queue("x").submit("fast", c -> "fast").await());
        go.countDown();
        slow.await();
    }

    @Test
    void goesOnAfterATaskThatFailed() throws Exception {
        PluginQueue queue = executor.queue("x");
        Operation<Void> failing =
                queue.submit(
                        "failing",
                        c -> {
                            throw new InvalidPluginException("no");
                        });
        Operation<Void> broken =
                queue.submit(
                        "broken",
                        c -> {
                            throw new StackOverflowError();
                        });
        assertEquals(1, queue.submit("next", c -> 1).await());
        assertThrows(InvalidPluginException.class, failing::await);
        OperationFailedException end = assertThrows(OperationFailedException.class, broken::await);
        assertEquals("broken x", end.operation());
        assertEquals("broken x failed: java.lang.StackOverflowError", end.getMessage());
        assertEquals(StackOverflowError.class, end.getCause().getClass());
    }

    @Test
    void doesNotBeginWhatIsCancelledInLine() throws Exception {
        PluginQueue queue = executor.queue("x");
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Operation<Void> first = queue.submit("first", c -> waitFor(go));
        Operation<Integer> second = queue.submit("second", c -> begun.incrementAndGet());
        Operation<Integer> third = queue.submit("third", c -> 3);
        second.cancel();
        go.countDown();
        first.await();
        assertThrows(OperationCancelledException.class, second::await);
        assertEquals(3, third.await());
        assertEquals(0, begun.get());
    }

    @Test
    void knowsWhetherATaskOfItAsks() throws Exception {
        PluginQueue queue = executor.queue("x");
        PluginQueue other = executor.queue("y");
        assertFalse(queue.isCurrent());
        assertTrue(queue.submit("use of", c -> queue.isCurrent()).await());
        assertFalse(other.submit("use of", c -> queue.isCurrent()).await());
        assertTrue(
                other.submit("use of", c -> queue.submit("use of", d -> queue.isCurrent()).await())
                        .await());
        Operation<Object> failing =
                queue.submit(
                        "use of",
                        c -> {
                            throw new InvalidPluginException("no");
                        });
        assertThrows(InvalidPluginException.class, failing::await);
        assertFalse(executor.start("use of x", c -> queue.isCurrent()).await());
    }

    @Test
    void namesThePluginAndTheThreadThatIsRefused() throws Exception {
        PluginQueue queue = executor.queue("x:1");
        String message =
                assertThrows(IllegalStateException.class, queue::requireCurrent).getMessage();
        assertTrue(message.contains("plugin x:1 "), message);
        assertTrue(message.contains(Thread.currentThread().getName()), message);
        queue.submit(
                        "use of",
                        c -> {
                            queue.requireCurrent();
                            return null;
                        })
                .await();
    }

    @Test
    void namesItsOperationsAfterThePlugin() {
        Operation<Void> use =
                executor.queue("x:1").submit("use of", c -> waitFor(new CountDownLatch(1)));
        use.cancel();
        assertEquals(
                "use of x:1 was cancelled",
                assertThrows(OperationCancelledException.class, use::await).getMessage());
    }

    @Test
    void letsATaskPreemptTheStartsBeforeIt() throws Exception {
        PluginQueue queue = executor.queue("x:1");
        CountDownLatch begun = new CountDownLatch(1);
        Operation<Void> start =
                queue.submitStart(
                        "enabling of",
                        c -> {
                            begun.countDown();
                            return waitFor(new CountDownLatch(1));
                        });
        Operation<Integer> inLine = queue.submitStart("restart of", c -> 1);
        Operation<Integer> other = queue.submit("setting of", c -> 2);
        begun.await();
        Operation<Boolean> disable = queue.preempt("disabling of", (preempted, c) -> preempted);
        Operation<Integer> later = queue.submitStart("enabling of", c -> 3);
        assertTrue(disable.await());
        assertEquals(
                "enabling of x:1 was cancelled by disabling of x:1",
                assertThrows(OperationCancelledException.class, start::await).getMessage());
        assertThrows(OperationCancelledException.class, inLine::await);
        assertEquals(2, other.await());
        assertEquals(3, later.await());
        assertFalse(queue.preempt("disabling of", (preempted, c) -> preempted).await());
    }

    @Test
    void doesNotPreemptAStartPastItsPointOfNoReturn() throws Exception {
        PluginQueue queue = executor.queue("x:1");
        CountDownLatch past = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Operation<Void> start =
                queue.submitStart(
                        "enabling of",
                        c -> {
                            c.pointOfNoReturn();
                            past.countDown();
                            return waitFor(go);
                        });
        past.await();
        Operation<Boolean> disable = queue.preempt("disabling of", (preempted, c) -> preempted);
        go.countDown();
        start.await();
        assertFalse(disable.await());
    }

    @Test
    void refusesToBeWaitedForByItsOwnTasksAndTheirHelpers() throws Exception {
        PluginQueue queue = executor.queue("x:1");
        Operation<Integer> next =
                queue.submit("use of", c -> queue.submit("next use of", d -> 1).await());
        OperationDeadlockException end =
                assertThrows(OperationDeadlockException.class, next::await);
        assertEquals("next use of x:1", end.operation());
        CountDownLatch go = new CountDownLatch(1);
        Operation<Void> busy = queue.submit("use of", c -> waitFor(go));
        queue.actFor(() -> assertThrows(OperationDeadlockException.class, busy::await));
        queue.actFor(
                () ->
                        assertThrows(
                                OperationDeadlockException.class,
                                () -> busy.await(Duration.ofSeconds(20))));
        assertThrows(PluginTimeoutException.class, () -> busy.await(Duration.ZERO));
        go.countDown();
        busy.await();
        queue.actFor(() -> assertTrue(busy.isDone()));
        executor.queue("y").submit("use of", c -> queue.submit("use of", d -> 1).await()).await();
    }

    private static Void waitFor(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return null;
    }
}
