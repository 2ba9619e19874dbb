package dev.berth.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.client.PluginSocket;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.testing.CallLimitsFixture;
import dev.berth.core.testing.ServiceList;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.shared.thread.DaemonThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.ServiceRegistration;

/** A hot upgrade publishes a service anew whose first registration still runs. */
@Timeout(60)
class PublishedServiceTest {
    private static final String VERSION = "version";

    private final ManagerExecutor executor = new ManagerExecutor();
    private final ServiceList services = new ServiceList();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final AtomicInteger registrations = new AtomicInteger();
    private final AtomicInteger replaced = new AtomicInteger();
    private volatile boolean fails;
    private PublishedClient client;
    private PublishedService service;
    private Thread first;

    @BeforeEach
    void begin() throws InterruptedException {
        PluginConnection connection =
                PluginConnection.unix(
                        PluginIdentity.managed("x:1", "id", HostPaths.none()),
                        PluginSocket.ofHost(Path.of("unused")),
                        CallLimitsFixture.deadline(Duration.ofSeconds(1)),
                        executor.timer(),
                        (p, open, why) -> {});
        client =
                new PublishedClient(
                        connection.client(Capability.AUTHZ),
                        executor.queue("x:1"),
                        Map.of(VERSION, "1"));
        service =
                new PublishedService(
                        "a service", client, this::register, replaced::incrementAndGet, () -> {});
        first = DaemonThreads.create("test-registration", service::register);
        first.start();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        client.describe(Map.of(VERSION, "2"));
        service.register();
    }

    @AfterEach
    void close() {
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
    }

    private ServiceRegistration<?> register(Dictionary<String, ?> properties) {
        if (registrations.incrementAndGet() == 1) {
            begun.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (fails) {
                throw new IllegalStateException("no driver");
            }
        }
        return services.register(String.class, "x", properties);
    }

    private void goOn() throws InterruptedException {
        goesOn.countDown();
        first.join();
    }

    @Test
    void isRegisteredOnceAndSaysThenWhatTheUpgradeChanged() throws Exception {
        goOn();
        assertEquals(1, registrations.get());
        assertEquals(1, replaced.get());
        assertEquals(1, services.all.size());
        assertEquals("2", services.all.get(0).properties().get(VERSION));
        service.withdraw();
        assertEquals(List.of(), services.all);
    }

    @Test
    void isRegisteredAnewWhenTheFirstTimeFails() throws Exception {
        fails = true;
        first.setUncaughtExceptionHandler((thread, failure) -> {});
        goOn();
        assertEquals("2", services.all.get(0).properties().get(VERSION));
        service.withdraw();
        assertEquals(List.of(), services.all);
    }

    @Test
    void isGoneWhenItWasWithdrawnMeanwhile() throws Exception {
        service.withdraw();
        goOn();
        assertEquals(1, registrations.get());
        assertEquals(List.of(), services.all);
    }
}
