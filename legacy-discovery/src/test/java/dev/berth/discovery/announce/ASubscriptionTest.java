package dev.berth.discovery.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.discovery.host.Heard;
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

class ASubscriptionTest {
    private final RecordingLog log = new RecordingLog();
    private final EndpointPublisher announcements = new EndpointPublisher(log.logger());
    private final Heard heard = new Heard();

    @Test
    void isToldNothingAfterItsEnd() throws InterruptedException {
        Subscription subscription = announcements.subscribe(heard);
        announcements.tell(found("a"));
        heard.expect("appeared", "a");
        subscription.close();
        announcements.tell(Map.of());
        heard.expectNoMore();
    }

    @Test
    void isToldNothingAfterTheEndOfDiscovery() {
        announcements.subscribe(heard);
        announcements.close();
        announcements.tell(found("a"));
        heard.expectNoMore();
    }

    @Test
    void doesNotSufferFromOneThatThrows() throws InterruptedException {
        announcements.subscribe(
                listener(
                        () -> {
                            throw new IllegalStateException("mine");
                        }));
        announcements.subscribe(heard);
        announcements.tell(found("a"));
        heard.expect("appeared", "a");
        announcements.tell(Map.of());
        heard.expect("vanished", "a");
        assertEquals(2, log.lines("error").size());
    }

    @Test
    void isToldInOrderWhenAListenerCausesMoreNews() throws InterruptedException {
        AtomicReference<Runnable> once =
                new AtomicReference<>(() -> announcements.tell(found("b")));
        announcements.subscribe(
                listener(() -> Optional.ofNullable(once.getAndSet(null)).ifPresent(Runnable::run)));
        announcements.subscribe(heard);
        announcements.tell(found("a"));
        heard.expect("appeared", "a");
        heard.expect("vanished", "a");
        heard.expect("appeared", "b");
    }

    @Test
    void canEndItselfWhileItIsTold() {
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        subscription.set(announcements.subscribe(listener(() -> subscription.get().close())));
        announcements.tell(found("a"));
        announcements.tell(Map.of());
        assertEquals(0, log.lines("error").size());
    }

    @Test
    void endsOnlyAfterTheCallThatIsUnderWay() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean endedEarly = new AtomicBoolean();
        Subscription subscription =
                announcements.subscribe(
                        listener(
                                () -> {
                                    called.countDown();
                                    assertTrue(awaits(goOn));
                                    endedEarly.set(closed.getCount() == 0);
                                }));
        Thread telling = new Thread(() -> announcements.tell(found("a")));
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
                new LegacyEndpoint(
                        name, URI.create("unix:///" + name), Optional.empty(), Path.of("/x"));
        return Map.of(name, new FoundEndpoint(endpoint, Optional.empty()));
    }
}
