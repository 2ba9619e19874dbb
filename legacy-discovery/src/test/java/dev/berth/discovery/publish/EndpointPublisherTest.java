package dev.berth.discovery.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.discovery.host.RecordingLegacyListener;
import dev.berth.discovery.lookup.FoundEndpoint;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery.Subscription;
import dev.berth.testing.RecordingLog;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EndpointPublisherTest {
    private final RecordingLog log = new RecordingLog();
    private final EndpointPublisher publisher = new EndpointPublisher(log.logger());
    private final RecordingLegacyListener listener = new RecordingLegacyListener();

    @Test
    void tellsNothingAfterASubscriptionsEnd() throws InterruptedException {
        Subscription subscription = publisher.subscribe(listener);
        publisher.publish(found("a"));
        listener.expect("appeared", "a");
        subscription.close();
        publisher.publish(Map.of());
        listener.expectNoMore();
    }

    @Test
    void tellsNothingAfterItsEnd() {
        publisher.subscribe(listener);
        publisher.close();
        publisher.publish(found("a"));
        listener.expectNoMore();
    }

    @Test
    void tellsTheOthersThoughAListenerThrows() throws InterruptedException {
        publisher.subscribe(
                listener(
                        () -> {
                            throw new IllegalStateException("mine");
                        }));
        publisher.subscribe(listener);
        publisher.publish(found("a"));
        listener.expect("appeared", "a");
        publisher.publish(Map.of());
        listener.expect("vanished", "a");
        assertEquals(2, log.lines("error").size());
    }

    @Test
    void goesOnAndEndsAfterAnErrorOfAListener() throws InterruptedException {
        Subscription failing =
                publisher.subscribe(
                        listener(
                                () -> {
                                    throw new AssertionError("mine");
                                }));
        publisher.subscribe(listener);
        publisher.publish(found("a"));
        listener.expect("appeared", "a");
        failing.close();
        assertEquals(1, log.lines("error").size());
    }

    @Test
    void tellsInOrderWhenAListenerCausesMoreChanges() throws InterruptedException {
        AtomicReference<Runnable> once = new AtomicReference<>(() -> publisher.publish(found("b")));
        publisher.subscribe(
                listener(() -> Optional.ofNullable(once.getAndSet(null)).ifPresent(Runnable::run)));
        publisher.subscribe(listener);
        publisher.publish(found("a"));
        listener.expect("appeared", "a");
        listener.expect("vanished", "a");
        listener.expect("appeared", "b");
    }

    @Test
    void letsAListenerEndItsSubscriptionWhileItIsTold() {
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        subscription.set(publisher.subscribe(listener(() -> subscription.get().close())));
        publisher.publish(found("a"));
        publisher.publish(Map.of());
        assertEquals(0, log.lines("error").size());
    }

    @Test
    void endsASubscriptionOnlyAfterTheCallThatIsUnderWay() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean endedEarly = new AtomicBoolean();
        Subscription subscription =
                publisher.subscribe(
                        listener(
                                () -> {
                                    called.countDown();
                                    assertTrue(awaits(goOn));
                                    endedEarly.set(closed.getCount() == 0);
                                }));
        Thread telling = new Thread(() -> publisher.publish(found("a")));
        telling.start();
        called.await();
        Thread closing =
                new Thread(
                        () -> {
                            subscription.close();
                            closed.countDown();
                        });
        closing.start();
        goOn.countDown();
        closed.await();
        telling.join();
        assertFalse(endedEarly.get());
        assertEquals(0, log.lines("error").size());
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static LegacyListener listener(Runnable reaction) {
        return new LegacyListener() {
            @Override
            public void appeared(LegacyEndpoint endpoint) {
                reaction.run();
            }

            @Override
            public void vanished(LegacyEndpoint endpoint) {
                reaction.run();
            }
        };
    }

    private static Map<String, FoundEndpoint> found(String name) {
        LegacyEndpoint endpoint =
                LegacyEndpoint.of(name, URI.create("unix:///" + name), Path.of("/x"));
        return Map.of(name, new FoundEndpoint(endpoint, Optional.empty()));
    }
}
