package dev.berth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.Lease;
import dev.berth.capability.LeaseEnd;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.core.lifecycle.LeaseHolder;
import dev.berth.core.publish.HandlerBinder;
import dev.berth.core.testing.UnixServer;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.plugin.error.InadequateCapabilityException;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginDisabledException;
import dev.berth.plugin.error.PluginNotFoundException;
import dev.berth.spi.LegacyEndpoint;
import dev.berth.spi.LegacyListener;
import dev.berth.spi.PluginDiscovery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that somebody else runs are used like others, as long as they are there. */
class LegacyPluginsTest {
    private static final String VOLUMES = "{\"Implements\":[\"VolumeDriver\",null]}";

    @TempDir Path top;
    private final Told discovery = new Told();
    private final List<UnixServer> servers = new ArrayList<>();
    private final Ear ear = new Ear();
    private ManagerHost host;

    @BeforeEach
    void start() {
        host = new ManagerHost(top);
        host.manager.bindDiscovery(discovery);
        HandlerBinder.add(host.handlers, Capability.VOLUME_DRIVER, ear);
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        for (UnixServer server : servers) {
            server.close();
        }
    }

    @Test
    void areFoundAfterTheManagedOnesThatHideThem() throws Exception {
        serve("nfs", VOLUMES);
        serve("x", VOLUMES);
        serve("other", "{\"Implements\":[\"authz\"]}");
        serve("dumb", "{}");
        for (String name : List.of("nfs", "x", "other", "dumb", "gone")) {
            discovery.appeared(endpoint(name));
        }
        assertEquals(List.of("nfs", "x"), volumes());
        host.enabled("y");
        host.enabled("x");
        assertEquals(List.of("x:latest", "y:latest", "nfs"), volumes());
        host.manager.disable("x", false).await();
        assertEquals(List.of("y:latest", "nfs"), volumes(), "a disabled one hides it, too");
        assertEquals(3, host.manager.findAll(CapabilityFilter.ALL).size());
    }

    private List<String> volumes() {
        return host.manager.findAll(CapabilityFilter.parse("docker.VolumeDriver")).stream()
                .map(PluginClient::plugin)
                .toList();
    }

    @Test
    void areAskedWhatTheyCanDoAndPublished() throws Exception {
        UnixServer server = serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        assertEquals("+ nfs", ear.next());
        assertEquals("Plugin.Activate", server.requests.get(0).method());
        assertEquals(0, server.requests.get(0).body().length);
        assertEquals(1, host.services.of(VolumeDriver.class).size());
        assertEquals(
                Map.of(
                        "berth.plugin", "nfs",
                        "berth.capability", "docker.volumedriver/1.0",
                        "berth.capability.name", "docker.volumedriver",
                        "berth.capability.version", "1.0",
                        "berth.managed", false),
                host.services.all.get(0).properties());
        PluginClient client = host.manager.find("nfs", Capability.VOLUME_DRIVER);
        assertEquals("nfs", client.plugin());
        assertEquals(Optional.empty(), client.pluginId());
        assertEquals(Optional.of(Path.of("/mnt/v")), client.hostPath("/mnt/v"));
        assertEquals(1, server.requests.size(), "it is asked once");
        host.manager.lease("nfs", Capability.VOLUME_DRIVER, "me").close();
    }

    @Test
    void haveLeasesThatEndWithTheirBundleOrTheEngine() throws Exception {
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        ear.next();
        LeaseHolder holder = new LeaseHolder("me", 5);
        CapabilityFilter volumes = CapabilityFilter.of(Capability.VOLUME_DRIVER);
        Lease first = host.manager.lease("nfs", volumes, holder);
        host.manager.endLeases(5);
        assertEquals(LeaseEnd.Reason.BUNDLE_STOPPED, reason(first));
        Lease second = host.manager.lease("nfs", volumes, holder);
        host.close();
        assertEquals(LeaseEnd.Reason.ENGINE_STOPPED, reason(second));
    }

    private static LeaseEnd.Reason reason(Lease lease) throws Exception {
        return lease.ended().toCompletableFuture().get(20, TimeUnit.SECONDS).reason();
    }

    @Test
    void goWithTheirSocket() throws Exception {
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        ear.next();
        PluginClient client = host.manager.find("nfs", Capability.VOLUME_DRIVER);
        discovery.vanished(endpoint("nfs"));
        assertEquals("- nfs", ear.next());
        assertThrows(
                PluginNotFoundException.class,
                () -> host.manager.find("nfs", Capability.VOLUME_DRIVER));
        PluginCallException gone =
                assertThrows(
                        PluginCallException.class,
                        () -> client.call(PluginRequest.ask("M", Duration.ofSeconds(1))));
        assertEquals(PluginCallException.Reason.UNREACHABLE, gone.reason());
    }

    @Test
    void canBeUsedByWhoeverHearsOfThem() throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        host.services.onRegistered =
                type -> seen.add(host.manager.find("nfs", Capability.VOLUME_DRIVER).plugin());
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        assertEquals("nfs", seen.poll(20, TimeUnit.SECONDS));
        assertEquals("nfs", seen.poll(20, TimeUnit.SECONDS));
        assertEquals("+ nfs", ear.next());
    }

    @Test
    void ofOneDiscoveryAreFoundAlthoughAnotherFails() throws Exception {
        host.manager.bindDiscovery(
                new PluginDiscovery() {
                    @Override
                    public Optional<LegacyEndpoint> find(String name) {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }

                    @Override
                    public Subscription subscribe(LegacyListener listener) {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }
                });
        host.log.next("failed");
        assertThrows(
                PluginNotFoundException.class,
                () -> host.manager.find("nfs", Capability.VOLUME_DRIVER));
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        assertEquals("+ nfs", ear.next());
    }

    @Test
    void goBeforeTheirSuccessorComes() throws Exception {
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        assertEquals("+ nfs", ear.next());
        PluginClient before = host.manager.find("nfs", Capability.VOLUME_DRIVER);
        discovery.appeared(endpoint("nfs"));
        assertEquals("- nfs", ear.next());
        assertEquals("+ nfs", ear.next());
        assertNotEquals(before, host.manager.find("nfs", Capability.VOLUME_DRIVER));
        assertEquals(1, host.services.of(VolumeDriver.class).size());
    }

    @Test
    void goWithTheDiscoveryThatFoundThem() throws Exception {
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        ear.next();
        host.manager.unbindDiscovery(discovery);
        assertEquals("- nfs", ear.next());
        assertEquals(0, discovery.listeners());
    }

    @Test
    void goWithTheEngine() throws Exception {
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        ear.next();
        host.close();
        assertEquals("- nfs", ear.next());
        assertEquals(List.of(), host.services.all);
        assertEquals(0, discovery.listeners());
    }

    @Test
    void areLookedForOnlyWhenNoManagedPluginHasTheName() throws Exception {
        serve("x", VOLUMES);
        discovery.appeared(endpoint("x"));
        ear.next();
        host.install("x");
        assertThrows(
                PluginDisabledException.class,
                () -> host.manager.find("x", Capability.VOLUME_DRIVER));
        host.manager.remove("x", false).await();
        assertEquals(Optional.empty(), host.manager.find("x", Capability.VOLUME_DRIVER).pluginId());
        assertThrows(PluginNotFoundException.class, () -> host.manager.find("x"));
        assertEquals(List.of(), host.manager.list(), "they are not managed");
    }

    @Test
    void areRefusedForWhatTheyCannotDo() throws Exception {
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        ear.next();
        InadequateCapabilityException refusal =
                assertThrows(
                        InadequateCapabilityException.class,
                        () -> host.manager.find("nfs", Capability.AUTHZ));
        assertEquals(List.of(Capability.VOLUME_DRIVER), refusal.offered());
    }

    @Test
    void areAskedAgainUntilSomebodyListens() throws Exception {
        discovery.appeared(endpoint("early"));
        // However often: a circuit that opened would end the attempts.
        for (int i = 0; i < 20; i++) {
            assertThrows(
                    PluginCallException.class,
                    () -> host.manager.find("early", Capability.VOLUME_DRIVER));
        }
        serve("early", VOLUMES);
        assertEquals("+ early", ear.next());
    }

    @Test
    void mayBeReadyLaterThanTheirSocket() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        servers.add(
                new UnixServer(
                        socket("slow"),
                        caller -> {
                            if (ready.getCount() == 0) {
                                caller.nextRequest();
                                caller.json(200, VOLUMES);
                            }
                        }));
        discovery.appeared(endpoint("slow"));
        assertThrows(
                PluginCallException.class,
                () -> host.manager.find("slow", Capability.VOLUME_DRIVER));
        ready.countDown();
        assertEquals("slow", host.manager.find("slow", Capability.VOLUME_DRIVER).plugin());
        assertTrue(host.log.has("does not answer yet"), host.log.lines().toString());
    }

    @Test
    void harmNobodyWhenTheyNeverAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        UnixServer dead =
                new UnixServer(
                        socket("dead"),
                        caller -> {
                            caller.nextRequest();
                            asked.countDown();
                            caller.awaitHangUp();
                        });
        servers.add(dead);
        discovery.appeared(endpoint("dead"));
        asked.await();
        serve("nfs", VOLUMES);
        discovery.appeared(endpoint("nfs"));
        assertEquals("+ nfs", ear.next());
        host.enabled("managed");
        assertEquals("+ managed:latest", ear.next());
        discovery.vanished(endpoint("dead"));
        assertEquals("awaited", dead.hangUps.poll(20, TimeUnit.SECONDS), "the call is ended");
    }

    @Test
    void mayAnswerNothingOfUse() throws Exception {
        serve("none", "{}");
        discovery.appeared(endpoint("none"));
        assertThrows(
                InadequateCapabilityException.class,
                () -> host.manager.find("none", Capability.VOLUME_DRIVER));
        serve("garbage", "{\"Implements\":7}");
        discovery.appeared(endpoint("garbage"));
        assertThrows(
                PluginCallException.class,
                () -> host.manager.find("garbage", Capability.VOLUME_DRIVER));
    }

    private Path socket(String name) {
        return top.resolve(name + ".sock");
    }

    private UnixServer serve(String name, String answer) throws IOException {
        UnixServer server = UnixServer.answering(socket(name), answer);
        servers.add(server);
        return server;
    }

    @Test
    void areFoundByNameBeforeTheDiscoveryTellsOfThem() throws Exception {
        UnixServer server = serve("nfs", VOLUMES);
        discovery.there.put("nfs", endpoint("nfs"));
        PluginClient client = host.manager.find("nfs", Capability.VOLUME_DRIVER);
        assertEquals("+ nfs", ear.next());
        assertEquals(client, host.manager.find("nfs", Capability.VOLUME_DRIVER));
        discovery.appeared(endpoint("nfs"));
        assertEquals(client, host.manager.find("nfs", Capability.VOLUME_DRIVER));
        assertEquals(1, host.services.of(VolumeDriver.class).size());
        assertEquals(1, server.requests.size(), "it is asked once");
        discovery.there.clear();
        discovery.vanished(endpoint("nfs"));
        assertEquals("- nfs", ear.next());
    }

    @Test
    void goWhenTheyAreNotFoundAnyMoreAndWithTheDiscovery() throws Exception {
        serve("nfs", VOLUMES);
        discovery.there.put("nfs", endpoint("nfs"));
        host.manager.find("nfs", Capability.VOLUME_DRIVER);
        assertEquals("+ nfs", ear.next());
        discovery.there.clear();
        assertThrows(
                PluginNotFoundException.class,
                () -> host.manager.find("nfs", Capability.VOLUME_DRIVER));
        assertEquals("- nfs", ear.next());
        discovery.there.put("nfs", endpoint("nfs"));
        host.manager.find("nfs", Capability.VOLUME_DRIVER);
        assertEquals("+ nfs", ear.next());
        host.manager.unbindDiscovery(discovery);
        assertEquals("- nfs", ear.next());
    }

    @Test
    void areReplacedByTheOneThatTheDiscoveryTellsOf() throws Exception {
        serve("nfs", VOLUMES);
        discovery.there.put("nfs", endpoint("nfs"));
        PluginClient before = host.manager.find("nfs", Capability.VOLUME_DRIVER);
        assertEquals("+ nfs", ear.next());
        LegacyEndpoint other =
                LegacyEndpoint.of("nfs", endpoint("nfs").address(), top.resolve("nfs.spec"));
        discovery.appeared(other);
        assertEquals("- nfs", ear.next());
        assertEquals("+ nfs", ear.next());
        assertNotEquals(before, host.manager.find("nfs", Capability.VOLUME_DRIVER));
    }

    private LegacyEndpoint endpoint(String name) {
        URI address = URI.create("unix://" + socket(name));
        return LegacyEndpoint.of(name, address, socket(name));
    }

    /** A discovery that finds what it is told. */
    private static final class Told implements PluginDiscovery {
        private final List<LegacyListener> listeners = new ArrayList<>();
        private final Map<String, LegacyEndpoint> there = new ConcurrentHashMap<>();

        @Override
        public Optional<LegacyEndpoint> find(String name) {
            return Optional.ofNullable(there.get(name));
        }

        @Override
        public Subscription subscribe(LegacyListener listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        void appeared(LegacyEndpoint endpoint) {
            listeners.forEach(listener -> listener.appeared(endpoint));
        }

        void vanished(LegacyEndpoint endpoint) {
            listeners.forEach(listener -> listener.vanished(endpoint));
        }

        int listeners() {
            return listeners.size();
        }
    }

    private static final class Ear implements CapabilityHandler {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void added(PluginClient client) {
            heard.add("+ " + client.plugin());
        }

        @Override
        public void removed(PluginClient client) {
            heard.add("- " + client.plugin());
        }

        String next() throws InterruptedException {
            return heard.poll(20, TimeUnit.SECONDS);
        }
    }
}
