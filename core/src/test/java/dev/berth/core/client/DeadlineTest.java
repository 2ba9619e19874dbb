package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final ScheduledExecutorService timer =
            DaemonThreads.timer(DaemonThreads.named("test-deadline"));
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void isLifted() {
        Deadline.Scheduled deadline =
                Deadline.scheduled(Duration.ofHours(1), timer, () -> ended.set(true));
        assertTrue(deadline.lift());
        assertFalse(deadline.deadline().hasExpired());
        assertTrue(deadline.task().isCancelled());
        timer.shutdownNow();
        assertFalse(ended.get());
    }

    @Test
    void passesAtOnceAfterTheEnginesStop() {
        timer.shutdownNow();
        Deadline.Scheduled deadline =
                Deadline.scheduled(Duration.ofHours(1), timer, () -> ended.set(true));
        assertTrue(deadline.deadline().hasExpired());
        assertTrue(ended.get());
        assertFalse(deadline.lift());
    }
}
