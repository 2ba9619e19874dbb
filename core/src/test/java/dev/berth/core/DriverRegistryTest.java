package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.core.publish.DriverBinder;
import dev.berth.core.testing.KeeperFactory;
import dev.berth.core.testing.KeeperFactory.Keeper;
import dev.berth.core.testing.ServiceList.Registered;
import dev.berth.core.testing.TestReference;
import dev.berth.driver.DriverFactory;
import dev.berth.plugin.PluginState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverRegistryTest {
    @TempDir Path top;
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void registersADriverBeforeTheEnableEnds() throws Exception {
        KeeperFactory factory = new KeeperFactory();
        DriverBinder.add(host.drivers, "docker.volumedriver", factory);
        host.enabled("x");
        Keeper keeper = host.services.of(Keeper.class).get(0);
        assertEquals("x:latest", keeper.client().plugin());
        assertEquals(
                host.services.all.get(0).properties(),
                registered().properties(),
                "as the client's");
        host.manager.disable("x", false).await();
        assertEquals(List.of(), host.services.all);
        assertEquals(keeper, factory.nextDestroyed());
    }

    @Test
    void registersDriversOfWhatWasThereBefore() throws Exception {
        host.enabled("x");
        KeeperFactory factory = new KeeperFactory();
        TestReference<DriverFactory<?>> reference = DriverBinder.add(host.drivers, "*", factory);
        assertEquals("x:latest", factory.nextMade().client().plugin());
        DriverBinder.remove(host.drivers, reference);
        factory.nextDestroyed();
        assertEquals(List.of(), host.services.of(Keeper.class));
        assertEquals(2, host.services.all.size(), "the client, and core's own driver");
    }

    @Test
    void followsTheCapabilityOfAFactory() throws Exception {
        host.enabled("x");
        KeeperFactory factory = new KeeperFactory();
        TestReference<DriverFactory<?>> reference =
                DriverBinder.add(host.drivers, "docker.secretprovider/1.0", factory);
        DriverBinder.update(host.drivers, reference, "docker.volumedriver/1.0");
        Keeper keeper = factory.nextMade();
        DriverBinder.update(host.drivers, reference, "docker.volumedriver/1.1");
        assertEquals(keeper, factory.nextDestroyed());
    }

    @Test
    void goesOnWithoutAFactoryThatThrows() throws Exception {
        KeeperFactory broken = new KeeperFactory();
        broken.onCreate =
                client -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                };
        DriverBinder.add(host.drivers, "docker.volumedriver", broken);
        KeeperFactory whole = new KeeperFactory();
        DriverBinder.add(host.drivers, "docker.volumedriver", whole);
        assertEquals(PluginState.ENABLED, host.enabled("x").status().state());
        host.log.next("driver-factory");
        assertEquals(1, host.services.of(Keeper.class).size());
        host.manager.disable("x", false).await();
        assertEquals(List.of(), host.services.all);
    }

    @Test
    void goesOnWithoutAFactoryThatNeverReturns() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        KeeperFactory hanging = new KeeperFactory();
        hanging.onCreate = client -> await(end);
        DriverBinder.add(host.drivers, "docker.volumedriver", hanging);
        assertEquals(PluginState.ENABLED, host.enabled("x").status().state());
        assertTrue(host.log.has("go on without a driver-factory that was to be told within 1.0 s"));
        host.manager.disable("x", false).await();
        end.countDown();
        assertEquals(
                hanging.nextMade(), hanging.nextDestroyed(), "what comes too late goes at once");
    }

    @Test
    void warnsOfAFactoryThatAsksForWhatCannotBe() throws Exception {
        DriverBinder.add(host.drivers, "VolumeDriver", new KeeperFactory());
        host.log.next("\"VolumeDriver\" is not a capability");
    }

    private Registered registered() {
        return host.services.all.stream()
                .filter(service -> service.type() == Keeper.class)
                .findFirst()
                .orElseThrow();
    }

    private static void await(CountDownLatch end) {
        boolean over = false;
        while (!over) {
            try {
                end.await();
                over = true;
            } catch (InterruptedException e) {
                // It hangs, interrupted or not.
                over = false;
            }
        }
    }
}
