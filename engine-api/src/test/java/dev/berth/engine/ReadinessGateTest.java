package dev.berth.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.testing.RecordingLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadinessGateTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final RecordingLog log = new RecordingLog();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Semaphore looks = new Semaphore(0);
    private volatile List<String> missing = List.of("there is no runtime", "x is starting");

    private ReadinessGate gate;

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void opensAtOnceIfNothingIsMissing() throws InterruptedException {
        missing = List.of();
        start(this::look, LONG);
        opened.await();
        assertEquals(List.of(), log.lines());
    }

    @Test
    void opensWhenNothingIsMissingAnyMore() throws InterruptedException {
        start(this::look, LONG);
        looks.acquire();
        gate.signal();
        looks.acquire();
        assertEquals(1, opened.getCount(), "a signal alone opens nothing");
        missing = List.of();
        gate.signal();
        opened.await();
        assertEquals(List.of(), log.lines());
    }

    @Test
    void opensWhenItsTimeIsOverAndSaysWhatIsMissing() throws InterruptedException {
        start(this::look, SHORT);
        opened.await();
        assertTrue(
                log.lines().toString().contains("there is no runtime; x is starting"),
                log.lines().toString());
    }

    @Test
    void opensWhenItsTimeIsOverAlsoIfTheManagerFails() throws InterruptedException {
        Supplier<List<String>> failing =
                () -> {
                    throw new NoClassDefFoundError("a/B");
                };
        start(failing, SHORT);
        opened.await();
        assertTrue(log.lines().toString().contains("a/B"), log.lines().toString());
    }

    @Test
    void opensNothingOnceItIsClosed() throws InterruptedException {
        start(this::look, LONG);
        looks.acquire();
        gate.close();
        assertEquals(1, opened.getCount());
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("berth-engine-ready")));
    }

    @Test
    void saysWhyItCannotOpen() throws InterruptedException {
        missing = List.of();
        Runnable open =
                () -> {
                    opened.countDown();
                    throw new IllegalStateException("the socket is in use");
                };
        gate = new ReadinessGate(this::look, LONG, open, log.logger());
        gate.start();
        opened.await();
        gate.close();
        assertTrue(log.lines().toString().contains("the socket is in use"));
    }

    private List<String> look() {
        List<String> now = missing;
        looks.release();
        return now;
    }

    private void start(Supplier<List<String>> look, Duration limit) {
        gate = new ReadinessGate(look, limit, opened::countDown, log.logger());
        gate.start();
    }
}
