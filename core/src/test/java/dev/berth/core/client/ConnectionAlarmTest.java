package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.shared.thread.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadlines pass in time, with one task in the timer however many calls are made. */
class ConnectionAlarmTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("test-alarm"));
    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();
    private final ConnectionAlarm alarm = new ConnectionAlarm(timer, () -> rung.add("idle"));

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void schedulesOnceForManyCalls() {
        for (int i = 0; i < 1000; i++) {
            assertTrue(start(LONG, "late").lift());
        }
        assertEquals(1, timer.getQueue().size(), "what is cancelled would still be here");
    }

    @Test
    void passesAtTheDeadlineOfACallAfterALongerOne() throws InterruptedException {
        start(LONG, "first").lift();
        Deadline second = start(SHORT, "second");
        assertEquals("second", next());
        assertTrue(second.hasExpired());
        assertFalse(second.lift());
    }

    @Test
    void passesAtTheDeadlineOfACallAfterAShorterOne() throws InterruptedException {
        start(SHORT, "first").lift();
        long begun = System.nanoTime();
        start(SHORT.multipliedBy(4), "second");
        assertEquals("second", next());
        assertTrue(System.nanoTime() - begun >= SHORT.multipliedBy(4).toNanos());
    }

    @Test
    void saysThatNoCallIsUnderWay() throws InterruptedException {
        start(SHORT, "call").lift();
        assertEquals("idle", next());
        Deadline next = start(SHORT, "next");
        assertEquals("next", next(), "it is watched again");
        assertTrue(next.hasExpired());
    }

    @Test
    void saysSoAfterACallThatOutlivedItsLiftedDeadline() throws InterruptedException {
        start(SHORT, "stream").lift();
        assertEquals("idle", next());
        alarm.rest();
        assertEquals("idle", next());
    }

    @Test
    void isSilentOnceItIsCancelled() {
        start(LONG, "late");
        alarm.cancel();
        assertTrue(((Future<?>) timer.getQueue().element()).isCancelled());
    }

    @Test
    void letsACallPassAtOnceAfterTheEnginesStop() {
        start(LONG, "before").lift();
        timer.shutdownNow();
        assertTrue(start(LONG, "after").hasExpired());
        assertEquals("after", rung.poll());
    }

    private Deadline start(Duration limit, String name) {
        return alarm.start(limit, () -> rung.add(name));
    }

    private String next() throws InterruptedException {
        return rung.poll(10, TimeUnit.SECONDS);
    }
}
