package dev.berth.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.Operation;
import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.shell.console.CommandFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OperationRunnerTest extends CommandTest {
    @Test
    void errorsAreWhatTheManagerSays() {
        assertEquals("plugin \"nothing\" not found", refusal("plugin:inspect nothing"));
        assertTrue(refusal("plugin:install A/B").startsWith("invalid reference format"));
    }

    @Test
    void anInterruptCancelsAndWaitsForTheEnd() {
        assertEquals(
                "Error: pull of v was cancelled",
                ended(new InterruptedException(), new OperationCancelledException("pull of v")));
    }

    @Test
    void anotherInterruptWaitsNoLonger() {
        assertEquals(
                "Error: cancelled, but not yet undone: see plugin:ls",
                ended(new InterruptedException(), new InterruptedException()));
    }

    /** Returns what is shown of an operation, and takes the interrupt that is left for the next. */
    private static String ended(Exception... waits) {
        WaitedFor operation = new WaitedFor(new ArrayDeque<>(List.of(waits)));
        CommandFailure shown =
                assertThrows(CommandFailure.class, () -> OperationRunner.await(operation));
        assertTrue(Thread.interrupted());
        assertTrue(operation.waits.isEmpty());
        return shown.toString();
    }

    /** An operation that has not ended, and how each wait for it ends. */
    private record WaitedFor(Queue<Exception> waits) implements Operation<Void> {
        @Override
        public CompletionStage<Void> result() {
            return new CompletableFuture<>();
        }

        @Override
        public void cancel() {
            assertTrue(waits.size() == 1, "cancelled after the first wait");
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public Void await(Duration limit) throws InterruptedException {
            return await();
        }

        @Override
        public Void await() throws InterruptedException {
            if (waits.remove() instanceof OperationCancelledException e) {
                throw e;
            }
            throw new InterruptedException();
        }
    }
}
