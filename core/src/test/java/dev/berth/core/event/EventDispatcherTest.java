package dev.berth.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.testing.TestReference;
import dev.berth.plugin.PluginEvent;
import dev.berth.plugin.PluginListener;
import dev.berth.testing.RecordingLog;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventDispatcherTest {
    private final RecordingLog log = new RecordingLog();
    private final EventDispatcher events =
            new EventDispatcher(TestReference.lookup(), log.logger());
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        events.deactivate();
    }

    @Test
    void deliversToEachInOrder() throws Exception {
        listen(event -> heard.add(event.name()));
        for (int i = 0; i < 3 * EventSubscription.CAPACITY; i++) {
            send(i);
            assertEquals(Integer.toString(i), next());
        }
    }

    @Test
    void dropsTheOldestForOneThatIsTooSlowAndSaysSo() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        listen(
                event -> {
                    hangs.countDown();
                    await(go);
                    heard.add(event.name());
                });
        send(0);
        hangs.await();
        int sent = EventSubscription.CAPACITY + 5;
        for (int i = 1; i <= sent; i++) {
            send(i);
        }
        String line = log.next("1000 events behind");
        assertTrue(line.contains("EventDispatcherTest"), line);
        go.countDown();
        assertEquals("0", next());
        assertEquals("6", next(), "five were dropped");
        log.next("has missed 5 events");
        for (int i = 7; i <= sent; i++) {
            assertEquals(Integer.toString(i), next());
        }
    }

    @Test
    void dropsWhatWaitsForAListenerThatIsGone() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestReference<PluginListener> gone =
                listen(
                        event -> {
                            hangs.countDown();
                            await(go);
                            heard.add("gone " + event.name());
                        });
        send(1);
        send(2);
        hangs.await();
        events.unbindListener(gone);
        go.countDown();
        assertEquals("gone 1", next());
        listen(event -> heard.add(event.name()));
        send(3);
        assertEquals("3", next());
    }

    private TestReference<PluginListener> listen(PluginListener listener) {
        TestReference<PluginListener> reference = new TestReference<>(() -> listener, Map.of());
        events.bindListener(reference);
        return reference;
    }

    private void send(int number) {
        events.send(PluginEvent.Kind.SET, "id", Integer.toString(number), Map.of());
    }

    private String next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
