package dev.berth.core.driver.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.core.testing.ServedPlugin;
import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkCapabilities;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.driver.network.NetworkScope;
import dev.berth.driver.network.StaticRoute;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.shared.protocol.network.NetworkMethods;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class PluginNetworkDriverTest {
    private static final CidrAddress ADDRESS = CidrAddress.parse("10.1.0.2/16");
    private static final IpamData V4 =
            IpamData.of("local")
                    .withPool(CidrAddress.parse("10.1.0.0/16"))
                    .withGateway(CidrAddress.parse("10.1.0.1/16"))
                    .withAuxAddresses(Map.of("dns", CidrAddress.parse("10.1.0.53/16")));
    private static final IpamData V6 =
            IpamData.of("local").withPool(CidrAddress.parse("fd00::/64"));
    private static final JoinResponse JOINED =
            JoinResponse.empty()
                    .withInterfaceName(InterfaceName.of("veth1", "eth").withDstName("eth7"))
                    .withGateway(CidrAddress.tryParseAddress("10.1.0.1").orElseThrow())
                    .withGatewayIpv6(CidrAddress.tryParseAddress("fd00::1").orElseThrow())
                    .withStaticRoutes(
                            List.of(
                                    StaticRoute.connected(CidrAddress.parse("10.2.0.0/16")),
                                    StaticRoute.via(
                                            CidrAddress.parse("10.3.0.0/16"),
                                            CidrAddress.tryParseAddress("10.1.0.3").orElseThrow())))
                    .withDisableGatewayService(true);

    @TempDir Path folder;
    private final List<Object> calls = new ArrayList<>();
    private ServedPlugin plugin;
    private NetworkDriver driver;

    private class Served implements NetworkDriver {
        @Override
        public void createNetwork(
                String networkId,
                Map<String, Object> options,
                List<IpamData> ipv4Data,
                List<IpamData> ipv6Data) {
            calls.add(List.of("create", networkId, options, ipv4Data, ipv6Data));
        }

        @Override
        public void deleteNetwork(String networkId) {
            throw new IllegalStateException("network " + networkId + " has endpoints");
        }

        @Override
        public EndpointInterface createEndpoint(
                String networkId,
                String endpointId,
                EndpointInterface requested,
                Map<String, Object> options) {
            calls.add(List.of("endpoint", networkId, endpointId, requested, options));
            return EndpointInterface.empty().withMacAddress("02:42:0a:01:00:02");
        }

        @Override
        public Map<String, Object> endpointOperInfo(String networkId, String endpointId) {
            return Map.of("mac", networkId, "ports", List.of(80, 443));
        }

        @Override
        public void deleteEndpoint(String networkId, String endpointId) {
            calls.add(List.of("delete", networkId, endpointId));
        }

        @Override
        public JoinResponse join(
                String networkId,
                String endpointId,
                String sandboxKey,
                Map<String, Object> options) {
            calls.add(List.of("join", networkId, endpointId, sandboxKey, options));
            return JOINED;
        }

        @Override
        public void leave(String networkId, String endpointId) {
            calls.add(List.of("leave", networkId, endpointId));
        }
    }

    /** A driver that can also do what one may do without. */
    private final class Able extends Served {
        @Override
        public NetworkCapabilities capabilities() {
            return NetworkCapabilities.of(NetworkScope.GLOBAL)
                    .withConnectivityScope(NetworkScope.LOCAL);
        }

        @Override
        public Optional<Map<String, String>> allocateNetwork(
                String networkId,
                Map<String, String> options,
                List<IpamData> ipv4Data,
                List<IpamData> ipv6Data) {
            calls.add(List.of("allocate", networkId, options, ipv4Data, ipv6Data));
            return Optional.of(Map.of("vni", "4097"));
        }

        @Override
        public boolean freeNetwork(String networkId) {
            return calls.add(List.of("free", networkId));
        }

        @Override
        public boolean programExternalConnectivity(
                String networkId, String endpointId, Map<String, Object> options) {
            return calls.add(List.of("program", networkId, endpointId, options));
        }

        @Override
        public boolean revokeExternalConnectivity(String networkId, String endpointId) {
            return calls.add(List.of("revoke", networkId, endpointId));
        }

        @Override
        public boolean discoverNew(DiscoveryNotification notification) {
            return calls.add(List.of("new", notification));
        }

        @Override
        public boolean discoverDelete(DiscoveryNotification notification) {
            return calls.add(List.of("gone", notification));
        }
    }

    @BeforeEach
    void start() throws Exception {
        serve(new Served());
    }

    private void serve(NetworkDriver served) throws Exception {
        plugin = new ServedPlugin(folder, NetworkMethods.serve(served, calls::add));
        driver = new NetworkDriverFactory().create(plugin.client(Capability.NETWORK_DRIVER));
    }

    @AfterEach
    void stop() throws Exception {
        plugin.close();
    }

    @Test
    void makesNetworksAndEndpoints() {
        driver.createNetwork("n", Map.of("o", Map.of("mtu", 1400)), List.of(V4), List.of(V6));
        assertEquals(
                "NetworkDriver.CreateNetwork"
                    + " {\"NetworkID\":\"n\",\"Options\":{\"o\":{\"mtu\":1400}},"
                    + "\"IPv4Data\":[{\"AddressSpace\":\"local\",\"Pool\":\"10.1.0.0/16\","
                    + "\"Gateway\":\"10.1.0.1/16\",\"AuxAddresses\":{\"dns\":\"10.1.0.53/16\"}}],"
                    + "\"IPv6Data\":[{\"AddressSpace\":\"local\",\"Pool\":\"fd00:0:0:0:0:0:0:0/64\"}]}",
                plugin.lastCall());
        EndpointInterface requested = EndpointInterface.empty().withAddress(ADDRESS);
        assertEquals(
                EndpointInterface.empty().withMacAddress("02:42:0a:01:00:02"),
                driver.createEndpoint("n", "e", requested, Map.of()));
        assertEquals(
                "NetworkDriver.CreateEndpoint"
                        + " {\"NetworkID\":\"n\",\"EndpointID\":\"e\",\"Interface\":"
                        + "{\"Address\":\"10.1.0.2/16\",\"AddressIPv6\":\"\",\"MacAddress\":\"\"},"
                        + "\"Options\":{}}",
                plugin.lastCall());
        assertEquals(
                Map.of("mac", "n", "ports", List.of(80, 443)), driver.endpointOperInfo("n", "e"));
        assertEquals(JOINED, driver.join("n", "e", "/run/netns/x", Map.of("p", true)));
        driver.leave("n", "e");
        driver.deleteEndpoint("n", "e");
        assertEquals(
                "NetworkDriver.DeleteEndpoint {\"NetworkID\":\"n\",\"EndpointID\":\"e\"}",
                plugin.lastCall());
        assertEquals(
                List.of(
                        List.of(
                                "create",
                                "n",
                                Map.of("o", Map.of("mtu", 1400)),
                                List.of(V4),
                                List.of(V6)),
                        List.of("endpoint", "n", "e", requested, Map.of()),
                        List.of("join", "n", "e", "/run/netns/x", Map.of("p", true)),
                        List.of("leave", "n", "e"),
                        List.of("delete", "n", "e")),
                calls);
        assertEquals(
                "plugin x:1: NetworkDriver.DeleteNetwork: network n has endpoints",
                failure(() -> driver.deleteNetwork("n")).getMessage());
    }

    @Test
    void callsWhatADriverMayDoWithout() throws Exception {
        plugin.close();
        serve(new Able());
        DiscoveryNotification node = DiscoveryNotification.node("192.0.2.1", false);
        assertEquals(
                NetworkCapabilities.of(NetworkScope.GLOBAL)
                        .withConnectivityScope(NetworkScope.LOCAL),
                driver.capabilities());
        assertEquals(
                Optional.of(Map.of("vni", "4097")),
                driver.allocateNetwork("n", Map.of("a", "b"), List.of(V4), List.of()));
        assertTrue(driver.freeNetwork("n"));
        assertTrue(driver.programExternalConnectivity("n", "e", Map.of("p", "q")));
        assertTrue(driver.revokeExternalConnectivity("n", "e"));
        assertTrue(driver.discoverNew(node));
        assertTrue(
                plugin.lastCall()
                        .startsWith(
                                "NetworkDriver.DiscoverNew"
                                        + " {\"DiscoveryType\":1,\"DiscoveryData\":{"));
        assertTrue(driver.discoverDelete(node));
        assertEquals(
                List.of(
                        List.of("allocate", "n", Map.of("a", "b"), List.of(V4), List.of()),
                        List.of("free", "n"),
                        List.of("program", "n", "e", Map.of("p", "q")),
                        List.of("revoke", "n", "e"),
                        List.of("new", node),
                        List.of("gone", node)),
                calls);
    }

    @Test
    void takes404AsNotSupportedWhereADriverMayDoWithout() {
        DiscoveryNotification node = DiscoveryNotification.node("192.0.2.1", true);
        assertEquals(NetworkCapabilities.of(NetworkScope.LOCAL), driver.capabilities());
        assertEquals(Optional.empty(), driver.allocateNetwork("n", Map.of(), List.of(), List.of()));
        assertFalse(driver.freeNetwork("n"));
        assertFalse(driver.programExternalConnectivity("n", "e", Map.of()));
        assertFalse(driver.revokeExternalConnectivity("n", "e"));
        assertFalse(driver.discoverNew(node));
        assertFalse(driver.discoverDelete(node));
        assertEquals(List.of(), calls);
        plugin.answer(404, "404 page not found");
        assertEquals(NetworkCapabilities.of(NetworkScope.LOCAL), driver.capabilities());
        assertEquals(Reason.NOT_SUPPORTED, failure(() -> driver.leave("n", "e")).reason());
        plugin.answer(200, "{\"Err\":\"no\"}");
        assertEquals(Reason.FAILED, failure(() -> driver.freeNetwork("n")).reason());
        assertEquals(Reason.FAILED, failure(driver::capabilities).reason());
    }

    @Test
    void takesAnAnswerThatSaysAlmostNothing() {
        plugin.answer(200, "{}");
        EndpointInterface none = EndpointInterface.empty();
        assertEquals(none, driver.createEndpoint("n", "e", none, Map.of()));
        assertEquals(JoinResponse.empty(), driver.join("n", "e", "k", Map.of()));
        assertEquals(Map.of(), driver.endpointOperInfo("n", "e"));
        plugin.answer(200, "{\"Interface\":null,\"InterfaceName\":{\"SrcName\":\"\"}}");
        assertEquals(none, driver.createEndpoint("n", "e", none, Map.of()));
        assertEquals(JoinResponse.empty(), driver.join("n", "e", "k", Map.of()));
    }

    @Test
    void refusesADriverThatChangesWhatWasRequested() {
        plugin.answer(200, "{\"Interface\":{\"Address\":\"10.1.0.3/16\"}}");
        EndpointInterface requested = EndpointInterface.empty().withAddress(ADDRESS);
        assertEquals(
                "plugin x:1: NetworkDriver.CreateEndpoint: it sets \"Address\", which was"
                        + " requested",
                failure(() -> driver.createEndpoint("n", "e", requested, Map.of())).getMessage());
    }

    @Test
    void refusesWhatIsNotOfTheProtocol() {
        for (String addresses :
                List.of(
                        "{\"Interface\":[]}",
                        "{\"Interface\":{\"Address\":\"10.0.0.1\"}}",
                        "{\"Interface\":{\"AddressIPv6\":\"::1/129\"}}",
                        "{\"Interface\":{\"MacAddress\":\"02:42\"}}",
                        "{\"Interface\":{\"MacAddress\":\"02:42:0a:01:00:02\\n\"}}")) {
            plugin.answer(200, addresses);
            malformed(() -> driver.createEndpoint("n", "e", EndpointInterface.empty(), Map.of()));
        }
        for (String join :
                List.of(
                        "{\"InterfaceName\":{\"SrcName\":\"../../etc\"}}",
                        "{\"InterfaceName\":{\"SrcName\":\"..\"}}",
                        "{\"InterfaceName\":{\"SrcName\":\"0123456789abcdef\"}}",
                        "{\"InterfaceName\":{\"SrcName\":\"v\",\"DstPrefix\":\"a b\"}}",
                        "{\"Gateway\":\"gateway.example.com\"}",
                        "{\"GatewayIPv6\":\"fe80::1%eth0\"}",
                        "{\"StaticRoutes\":[{\"RouteType\":1}]}",
                        "{\"StaticRoutes\":[{\"Destination\":\"10.0.0.0/8\"}]}",
                        "{\"StaticRoutes\":[{\"Destination\":\"10.0.0.0/8\",\"RouteType\":2}]}",
                        "{\"StaticRoutes\":[{\"Destination\":\"10.0.0.0/8\",\"RouteType\":1.5}]}",
                        "{\"StaticRoutes\":\"none\"}",
                        "{\"DisableGatewayService\":1}")) {
            plugin.answer(200, join);
            malformed(() -> driver.join("n", "e", "k", Map.of()));
        }
        for (String able : List.of("{}", "{\"Scope\":\"galaxy\"}", "{\"Scope\":7}")) {
            plugin.answer(200, able);
            malformed(driver::capabilities);
        }
        plugin.answer(200, "{\"Value\":[]}");
        malformed(() -> driver.endpointOperInfo("n", "e"));
        plugin.answer(200, "{\"Options\":{\"a\":1}}");
        malformed(() -> driver.allocateNetwork("n", Map.of(), List.of(), List.of()));
    }

    private static void malformed(Executable call) {
        assertEquals(Reason.MALFORMED, failure(call).reason());
    }

    private static PluginCallException failure(Executable call) {
        return assertThrows(PluginCallException.class, call);
    }
}
