package dev.berth.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.logging.LogDriver;
import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.sdk.PluginServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NetworkHarnessTest {
    private static final CidrAddress ADDRESS = CidrAddress.parse("10.8.0.2/24");

    private final List<String> calls = new ArrayList<>();

    /** Writes down what it is asked, and does what a test wants of it. */
    private class Noting implements NetworkDriver {
        @Override
        public void createNetwork(
                String networkId,
                Map<String, Object> options,
                List<IpamData> ipv4Data,
                List<IpamData> ipv6Data) {
            calls.add("create " + networkId + options + ipv4Data.get(0).pool().orElseThrow());
        }

        @Override
        public void deleteNetwork(String networkId) {
            throw new IllegalStateException("it is in use");
        }

        @Override
        public EndpointInterface createEndpoint(
                String networkId,
                String endpointId,
                EndpointInterface requested,
                Map<String, Object> options) {
            calls.add("endpoint " + endpointId + " " + requested.address().orElseThrow());
            return EndpointInterface.empty().withMacAddress("02:00:00:00:00:07");
        }

        @Override
        public Map<String, Object> endpointOperInfo(String networkId, String endpointId) {
            return Map.of("of", endpointId);
        }

        @Override
        public void deleteEndpoint(String networkId, String endpointId) {
            calls.add("delete " + endpointId);
        }

        @Override
        public JoinResponse join(
                String networkId,
                String endpointId,
                String sandboxKey,
                Map<String, Object> options) {
            return JoinResponse.empty().withInterfaceName(InterfaceName.of("src0", sandboxKey));
        }

        @Override
        public void leave(String networkId, String endpointId) {
            calls.add("leave " + endpointId);
        }
    }

    private static PluginHarness start(NetworkDriver driver) throws IOException {
        return PluginHarness.start(PluginServer.create().network(driver));
    }

    @Test
    void callsADriverOverItsProtocol() throws IOException {
        try (PluginHarness plugin = start(new Noting())) {
            NetworkDriver networks = plugin.network();
            List<IpamData> pools =
                    List.of(IpamData.of("here").withPool(CidrAddress.parse("10.8.0.0/24")));
            networks.createNetwork("n", Map.of("a", 1), pools, List.of());
            EndpointInterface requested = EndpointInterface.empty().withAddress(ADDRESS);
            assertEquals(
                    Optional.of("02:00:00:00:00:07"),
                    networks.createEndpoint("n", "e", requested, Map.of()).macAddress());
            assertEquals(Map.of("of", "e"), networks.endpointOperInfo("n", "e"));
            InterfaceName name =
                    networks.join("n", "e", "box", Map.of()).interfaceName().orElseThrow();
            assertEquals("src0 box", name.srcName() + " " + name.dstPrefix());
            networks.leave("n", "e");
            networks.deleteEndpoint("n", "e");
        }
        assertEquals(
                List.of(
                        "create n{a=1}10.8.0.0/24",
                        "endpoint e 10.8.0.2/24",
                        "leave e",
                        "delete e"),
                calls);
    }

    @Test
    void answersWhatADriverDoesWithout() throws IOException {
        try (PluginHarness plugin = start(new Noting())) {
            assertFalse(plugin.network().discoverNew(DiscoveryNotification.node("10.0.0.1", true)));
            assertFalse(plugin.network().freeNetwork("n"));
        }
    }

    @Test
    void throwsWhatADriverThrows() throws IOException {
        try (PluginHarness plugin = start(new Noting())) {
            PluginCallException failure = failure(() -> plugin.network().deleteNetwork("n"));
            assertEquals(Reason.FAILED, failure.reason());
            assertEquals(
                    "plugin under-test: NetworkDriver.DeleteNetwork: it is in use",
                    failure.getMessage());
        }
    }

    @Test
    void throwsWhatLibnetworkWouldNotTake() throws IOException {
        NetworkDriver changing =
                new Noting() {
                    @Override
                    public EndpointInterface createEndpoint(
                            String networkId,
                            String endpointId,
                            EndpointInterface requested,
                            Map<String, Object> options) {
                        return EndpointInterface.empty()
                                .withAddress(CidrAddress.parse("10.8.0.9/24"));
                    }
                };
        try (PluginHarness plugin = start(changing)) {
            EndpointInterface requested = EndpointInterface.empty().withAddress(ADDRESS);
            PluginCallException failure =
                    failure(() -> plugin.network().createEndpoint("n", "e", requested, Map.of()));
            assertEquals(Reason.MALFORMED, failure.reason());
        }
    }

    @Test
    void saysThatAPluginHasNoSuchDriver() throws IOException {
        LogDriver other =
                info -> {
                    throw new IllegalStateException("never called");
                };
        PluginServer server = PluginServer.create().logging(other);
        try (PluginHarness plugin = PluginHarness.start(server)) {
            assertEquals(
                    Reason.NOT_SUPPORTED, failure(() -> plugin.network().leave("n", "e")).reason());
        }
    }

    private static PluginCallException failure(Executable call) {
        return assertThrows(PluginCallException.class, call);
    }
}
