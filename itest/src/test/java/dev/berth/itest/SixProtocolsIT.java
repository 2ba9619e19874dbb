package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.logging.LogEntry;
import dev.berth.driver.logging.LogInfo;
import dev.berth.driver.logging.LogSink;
import dev.berth.driver.logging.ReadConfig;
import dev.berth.driver.metrics.MetricsCollector;
import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.driver.network.NetworkScope;
import dev.berth.driver.volume.Volume;
import dev.berth.driver.volume.VolumeCapabilities.Scope;
import dev.berth.driver.volume.VolumeDriver;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.error.PluginCallException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;

/** Each typed call reaches a plugin that was made with the SDK, in a container, and comes back. */
public class SixProtocolsIT extends FrameworkTestBase {
    private static final String PLUGIN = "protocols:latest";
    private static final List<IpamData> POOLS =
            List.of(IpamData.of("here").withPool(CidrAddress.parse("10.8.0.0/24")));

    private ServiceWaits services;
    private VolumeDriver volumes;

    @Before
    public void aPluginOfAllProtocols() {
        services = new ServiceWaits(bundle);
        if (manager.list().isEmpty()) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
            registry.published("berth/protocols", PluginSource.protocols());
            registry.installed(PluginsInTheRegistry.reference("berth/protocols"), "protocols");
            OperationOutcome.of(manager.enable("protocols", EnableOptions.DEFAULT));
        }
        volumes = services.await(VolumeDriver.class, PLUGIN);
        volumes.create("journal", Map.of());
    }

    @Test
    public void volumes() {
        volumes.create("v", Map.of("size", "1"));
        said("create v {size=1}");
        assertEquals(Optional.empty(), volumes.path("v"));
        Path onHost = volumes.mount("v", "use").onHost().orElseThrow();
        assertTrue(onHost.toString(), onHost.endsWith("propagated-mount/v"));
        said("mount v use");
        assertEquals("/data/v", volumes.path("v").orElseThrow().inPlugin());
        volumes.unmount("v", "use");
        said("unmount v use");
        Volume volume = volumes.get("v");
        assertEquals(Instant.parse("2026-01-02T03:04:05Z"), volume.createdAt().orElseThrow());
        assertEquals(List.of("journal", "v"), volumes.list().stream().map(Volume::name).toList());
        assertEquals(Scope.GLOBAL, volumes.capabilities().scope());
        volumes.remove("v");
        PluginCallException gone =
                assertThrows(PluginCallException.class, () -> volumes.remove("v"));
        assertTrue(gone.getMessage(), gone.getMessage().contains("no volume v"));
    }

    @Test
    public void networks() {
        NetworkDriver networks = services.await(NetworkDriver.class, PLUGIN);
        assertEquals(NetworkScope.GLOBAL, networks.capabilities().scope());
        assertEquals(NetworkScope.LOCAL, networks.capabilities().connectivityScope());
        assertEquals(
                Optional.of(Map.of("of", "n{a=b}")),
                networks.allocateNetwork("n", Map.of("a", "b"), POOLS, List.of()));
        assertTrue(networks.freeNetwork("n"));
        said("freeNetwork n");
        networks.createNetwork("n", Map.of("a", Map.of("b", 7)), POOLS, List.of());
        said("createNetwork n {a={b=7}} 10.8.0.0/24");
        EndpointInterface made =
                networks.createEndpoint(
                        "n",
                        "e",
                        EndpointInterface.empty().withAddress(CidrAddress.parse("10.8.0.7/24")),
                        Map.of());
        said("createEndpoint e 10.8.0.7/24");
        assertEquals(Optional.of("02:00:00:00:00:07"), made.macAddress());
        assertEquals(Map.of("endpoint", "e"), networks.endpointOperInfo("n", "e"));
        JoinResponse joined = networks.join("n", "e", "box", Map.of());
        assertEquals("src-e", joined.interfaceName().orElseThrow().srcName());
        assertEquals("box", joined.interfaceName().orElseThrow().dstPrefix());
        assertEquals("10.8.0.1", joined.gateway().orElseThrow().getHostAddress());
        assertEquals("10.9.0.0/16", joined.staticRoutes().get(0).destination().toString());
        networks.leave("n", "e");
        said("leave e");
        networks.deleteEndpoint("n", "e");
        networks.deleteNetwork("n");
        said("deleteNetwork n");
    }

    @Test
    public void callsThatADriverMayLackAreAnswers() {
        NetworkDriver networks = services.await(NetworkDriver.class, PLUGIN);
        assertTrue(networks.programExternalConnectivity("n", "e", Map.of("port", 80)));
        said("program {port=80}");
        assertFalse(networks.revokeExternalConnectivity("n", "e"));
        assertTrue(networks.discoverNew(DiscoveryNotification.node("10.0.0.1", true)));
        said("discoverNew 1");
        assertFalse(networks.discoverDelete(DiscoveryNotification.node("10.0.0.1", false)));
    }

    @Test
    public void addresses() {
        IpamDriver ipam = services.await(IpamDriver.class, PLUGIN);
        assertTrue(ipam.capabilities().requiresMacAddress());
        assertEquals(AddressSpaces.of("here", "everywhere"), ipam.defaultAddressSpaces());
        CidrAddress wanted = CidrAddress.parse("10.8.0.0/24");
        AddressPool pool = ipam.requestPool(PoolRequest.of("here").withPool(wanted));
        assertEquals(wanted, pool.pool());
        assertEquals(Map.of("space", "here"), pool.data());
        CidrAddress address = ipam.requestAddress(AddressRequest.of(pool.poolId())).address();
        assertEquals("10.8.0.2/24", address.toString());
        ipam.releaseAddress(pool.poolId(), address.address());
        said("releaseAddress 10.8.0.2");
        ipam.releasePool(pool.poolId());
        said("releasePool pool");
        PluginCallException refusal =
                assertThrows(
                        PluginCallException.class,
                        () -> ipam.requestPool(PoolRequest.of("here").withV6(true)));
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("no IPv6 here"));
    }

    @Test
    public void authorization() {
        AuthzDriver authz = services.await(AuthzDriver.class, PLUGIN);
        AuthzRequest request = AuthzRequest.of("POST", "/v1.41/volumes/create");
        assertTrue(authz.authorizeRequest(request).allowed());
        assertEquals(
                "POST /v1.41/volumes/create is secret",
                authz.authorizeRequest(request.withBody(bytes("a secret"))).message());
        assertTrue(authz.authorizeResponse(request, AuthzResponse.of(200)).allowed());
        assertEquals(
                "response 201 is secret",
                authz.authorizeResponse(request, AuthzResponse.of(201).withBody(bytes("secret")))
                        .message());
    }

    @Test
    public void logs() {
        LogDriver logs = services.await(LogDriver.class, PLUGIN);
        assertTrue(logs.capabilities().readLogs());
        LogInfo info = LogInfo.of("container");
        Instant time = Instant.parse("2026-01-02T03:04:05.000000006Z");
        List<LogEntry> written =
                List.of(
                        LogEntry.of("stdout", time, bytes("one")),
                        LogEntry.of("stderr", time, bytes("two")));
        try (LogSink sink = logs.start(info)) {
            written.forEach(sink::write);
        }
        said("log container");
        try (Stream<LogEntry> read = logs.read(info, ReadConfig.all().withFollow(true))) {
            assertEquals(written, read.toList());
        }
        try (Stream<LogEntry> read = logs.read(info, ReadConfig.all().withTail(1))) {
            assertEquals(written.subList(1, 2), read.toList());
        }
    }

    @Test
    public void metrics() {
        MetricsCollector collector = services.await(MetricsCollector.class, PLUGIN);
        said("metrics true");
        collector.stop();
        said("metrics ended");
        collector.start();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The plugin writes down what it is asked, in the status of each volume. */
    private void said(String entry) {
        List<?> journal = (List<?>) volumes.get("journal").status().get("journal");
        assertTrue(journal.toString(), journal.contains(entry));
    }
}
