package dev.berth.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.CapabilityProperties;
import dev.berth.capability.PluginClient;
import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.client.PluginSocket;
import dev.berth.core.driver.TypedCapability;
import dev.berth.core.driver.volume.VolumeDriverFactory;
import dev.berth.core.foreign.WaitBudget;
import dev.berth.core.testing.CallLimitsFixture;
import dev.berth.core.testing.KeeperFactory;
import dev.berth.core.testing.KeeperFactory.Keeper;
import dev.berth.core.testing.ServiceList;
import dev.berth.core.testing.TestReference;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.core.work.PluginQueue;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.testing.RecordingLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;

class PublisherTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final TypedCapability VOLUMES =
            new TypedCapability(
                    CapabilityFilter.parse("docker.volumedriver"), new VolumeDriverFactory());
    private static final TypedCapability KEEPERS =
            new TypedCapability(CapabilityFilter.of(Capability.AUTHZ), new KeeperFactory());

    private final ManagerExecutor executor = new ManagerExecutor();
    private final Logger log = new RecordingLog().logger();
    private final ServiceList services = new ServiceList();
    private final PluginQueue queue = executor.queue("x:1");
    private final Whiteboards whiteboards =
            new Whiteboards(
                    new DriverRegistry(TestReference.lookup(), services, log),
                    new HandlerRegistry(TestReference.lookup(), log));

    @AfterEach
    void close() {
        executor.close(new WaitBudget(Duration.ofSeconds(20)));
    }

    @Test
    void registersTheTypedDriverOfEachCapabilityThatHasAFactory() throws Exception {
        Publication publication =
                publish(
                        List.of(VOLUMES, KEEPERS),
                        Capability.VOLUME_DRIVER,
                        Capability.AUTHZ,
                        Capability.IPAM_DRIVER);
        assertEquals(3, services.of(PluginClient.class).size());
        assertEquals(1, services.of(VolumeDriver.class).size());
        assertEquals(Capability.AUTHZ, services.of(Keeper.class).get(0).client().capability());
        assertEquals(
                List.of(Capability.AUTHZ.toString(), Capability.AUTHZ.toString()),
                services.all.stream()
                        .map(service -> service.properties().get(CapabilityProperties.CAPABILITY))
                        .filter(Capability.AUTHZ.toString()::equals)
                        .toList());
        assertThrows(IllegalStateException.class, publication::withdraw, "not on its queue");
        queue.submit(
                        "withdrawal of",
                        c -> {
                            publication.withdraw();
                            return null;
                        })
                .await();
        assertEquals(List.of(), services.all);
    }

    @Test
    void registersAClientAloneOfACapabilityWithoutAFactory() throws Exception {
        publish(List.of(), Capability.VOLUME_DRIVER);
        assertEquals(1, services.of(PluginClient.class).size());
        assertEquals(1, services.all.size());
    }

    private Publication publish(List<TypedCapability> drivers, Capability... capabilities)
            throws InterruptedException {
        PluginIdentity plugin = PluginIdentity.managed("x:1", "id", HostPaths.none());
        PluginConnection connection =
                PluginConnection.unix(
                        plugin,
                        PluginSocket.ofHost(Path.of("unused")),
                        CallLimitsFixture.deadline(Duration.ofSeconds(1)),
                        executor.timer(),
                        (p, open, why) -> {});
        Publisher publisher = new Publisher(services, whiteboards, drivers, () -> LIMIT, log);
        return queue.submit(
                        "publication of",
                        c -> {
                            Publication publication =
                                    publisher.prepare(
                                            PublishedPlugin.legacy(plugin),
                                            connection,
                                            List.of(capabilities),
                                            queue);
                            publication.publish();
                            return publication;
                        })
                .await();
    }
}
