package dev.berth.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.error.OperationCancelledException;
import dev.berth.testing.RecordingLog;
import dev.berth.testing.TestTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerThreadsTest {
    private final RecordingLog log = new RecordingLog();
    private final ReconcilerThreads threads = new ReconcilerThreads(log.logger());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void end() {
        gate.countDown();
        threads.close();
    }

    private void occupy() {
        threads.execute(
                () -> {
                    try {
                        assertTrue(gate.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private String call(String name) {
        return threads.call(
                () -> {
                    done.add(name);
                    return name;
                });
    }

    @Test
    void doesNotLaterDoWhatItsCallerNoLongerWaitsFor() {
        occupy();
        Thread.currentThread().interrupt();
        assertThrows(OperationCancelledException.class, () -> call("given up"));
        assertTrue(Thread.interrupted());
        gate.countDown();
        call("awaited");
        assertEquals(List.of("awaited"), done);
    }

    /** The executor drops what comes after its shutdown: nobody would ever be told. */
    @Test
    void tellsAtOnceThatTheThreadHasEnded() {
        gate.countDown();
        threads.close();
        assertTimeout(
                TestTimeout.LIMIT.dividedBy(6),
                () -> assertThrows(OperationCancelledException.class, () -> call("too late")));
        assertEquals(List.of(), done);
    }
}
