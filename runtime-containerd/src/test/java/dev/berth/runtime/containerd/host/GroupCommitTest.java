package dev.berth.runtime.containerd.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.TestTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final NotedTurn turn = new NotedTurn();
    private final Semaphore givenUp = new Semaphore(0);
    private final BlockingQueue<List<String>> runs = new LinkedBlockingQueue<>();
    private final Semaphore gate = new Semaphore(0);
    private final AtomicBoolean hasFault = new AtomicBoolean();
    private final Map<String, Thread> asking = new ConcurrentHashMap<>();
    private volatile Thread runner;
    private final GroupCommit<String> group = new GroupCommit<>(this::run, turn);

    private void run(List<String> requests) throws InterruptedException {
        runner = Thread.currentThread();
        runs.add(requests);
        gate.acquire();
        if (hasFault.getAndSet(false)) {
            throw new IllegalStateException("fault");
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** The first thread's request is in a run, those of the others are in line. */
    private List<Future<?>> inLine(String... requests) throws InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        for (String request : requests) {
            all.add(threads.submit(() -> ask(request)));
            turn.awaitOneInLine();
            if (all.size() == 1) {
                assertEquals(List.of(request), nextRun());
            }
        }
        return all;
    }

    private void ask(String request) {
        asking.put(request, Thread.currentThread());
        try {
            group.await(request);
        } catch (InterruptedException e) {
            givenUp.release();
        }
    }

    private static void await(Semaphore permit) throws InterruptedException {
        assertTrue(permit.tryAcquire(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    private static void await(Future<?> thread) throws Exception {
        thread.get(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private List<String> nextRun() throws InterruptedException {
        return runs.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void doesByOneRunWhatSeveralAskForWhileItRuns() throws Exception {
        List<Future<?>> all = inLine("first", "a", "b", "c");
        gate.release();
        await(all.get(0));
        assertEquals(List.of("a", "b", "c"), nextRun());
        gate.release();
        for (Future<?> thread : all) {
            await(thread);
        }
        assertTrue(runs.isEmpty());
    }

    @Test
    void runsOneAtATime() throws Exception {
        inLine("first", "a");
        assertTrue(runs.isEmpty());
        gate.release();
        assertEquals(List.of("a"), nextRun());
    }

    @Test
    void leavesOthersInLineWhenTheThreadThatRunsIsInterrupted() throws Exception {
        List<Future<?>> all = inLine("first", "a", "b");
        gate.release();
        assertEquals(List.of("a", "b"), nextRun());
        String other = asking.get("a").equals(runner) ? "b" : "a";
        runner.interrupt();
        await(givenUp);
        assertEquals(List.of(other), nextRun());
        gate.release();
        for (Future<?> thread : all) {
            await(thread);
        }
    }

    @Test
    void doesNothingForWhoHasGivenUpInLine() throws Exception {
        List<Future<?>> all = inLine("first", "a", "b");
        all.get(1).cancel(true);
        await(givenUp);
        gate.release();
        assertEquals(List.of("b"), nextRun());
    }

    /** Otherwise what it asked for would be done after it has undone it. */
    @Test
    void letsNobodyGiveUpWhileARunHasTheRequest() throws Exception {
        inLine("first", "a", "b");
        gate.release();
        assertEquals(List.of("a", "b"), nextRun());
        waiting().interrupt();
        assertFalse(givenUp.tryAcquire(50, TimeUnit.MILLISECONDS));
        gate.release();
        await(givenUp);
        assertTrue(runs.isEmpty());
    }

    /** Returns a thread whose request is in the run of another. */
    private Thread waiting() {
        return asking.get(asking.get("a").equals(runner) ? "b" : "a");
    }

    @Test
    void hasNoRunForWhoGaveUpAfterOneThatWasCutShort() throws Exception {
        List<Future<?>> all = inLine("first", "a", "b", "c");
        gate.release();
        assertEquals(List.of("a", "b", "c"), nextRun());
        List<Thread> giveUp = List.of(waiting(), runner);
        giveUp.forEach(Thread::interrupt);
        await(givenUp);
        nextRun();
        gate.release(2);
        for (Future<?> thread : all) {
            await(thread);
        }
        assertEquals(List.of("last"), lastRun());
    }

    /** Returns what a run has that nobody else is in line for. */
    private List<String> lastRun() throws Exception {
        runs.clear();
        gate.release();
        await(threads.submit(() -> ask("last")));
        return nextRun();
    }

    @Test
    void goesOnForTheOthersAfterAFault() throws Exception {
        List<Future<?>> all = inLine("first", "a", "b");
        hasFault.set(true);
        gate.release(3);
        int faults = 0;
        for (Future<?> thread : all) {
            try {
                await(thread);
            } catch (ExecutionException e) {
                assertInstanceOf(IllegalStateException.class, e.getCause());
                faults++;
            }
        }
        assertEquals(1, faults);
        assertEquals(List.of("last"), lastRun());
    }
}
