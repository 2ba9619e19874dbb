package dev.berth.core.work;

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
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagerExecutorTest {
    private final ManagerExecutor executor = new ManagerExecutor();

    @AfterEach
    void close() {
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
    }

    @Test
    void givesAnOperationThatHasFailedWhenACallThrows() {
        InvalidPluginException reason = new InvalidPluginException("no");
        Operation<Void> refused =
                executor.attempt(
                        () -> {
                            throw reason;
                        });
        assertTrue(refused.isDone());
        assertSame(reason, assertThrows(PluginException.class, refused::await));
        Operation<Void> broken =
                executor.attempt(
                        () -> {
                            throw new StackOverflowError();
                        });
        assertThrows(OperationFailedException.class, broken::await);
    }

    @Test
    void endsAllOperationsAndThreadsWhenItIsClosed() throws Exception {
        PluginQueue queue = executor.queue("x");
        CountDownLatch begun = new CountDownLatch(1);
        Operation<Void> under =
                queue.submit(
                        "under way",
                        c -> {
                            begun.countDown();
                            return waitFor(new CountDownLatch(1));
                        });
        Operation<Integer> inLine = queue.submit("in line", c -> 1);
        begun.await();
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
        assertThrows(OperationCancelledException.class, under::await);
        assertThrows(OperationCancelledException.class, inLine::await);
        assertThrows(OperationCancelledException.class, queue.submit("late", c -> 1)::await);
        assertThrows(OperationCancelledException.class, executor.start("late", c -> 1)::await);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("berth-")) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    private static Void waitFor(CountDownLatch latch) throws InterruptedException {
        latch.await();
        return null;
    }
}
