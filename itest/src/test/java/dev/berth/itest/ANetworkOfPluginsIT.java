package dev.berth.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.berth.driver.ipam.CidrAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.NetworkCapabilities;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.driver.network.NetworkScope;
import dev.berth.example.network.NetworkNamespace;
import dev.berth.example.network.PluginNetwork;
import dev.berth.itest.host.HostOptions;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.testing.GoProgram;
import dev.berth.testing.Programs;
import dev.berth.testing.ServerProcess;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/**
 * A host makes a bridge network with a network plugin and an IPAM plugin, both in Go and in
 * containers, and a packet goes through it from one network namespace to another.
 */
public class ANetworkOfPluginsIT extends FrameworkTestBase {
    private static final String BRIDGE =
            """
            {"interface": {"types": ["docker.networkdriver/1.0"], "socket": "bridge.sock"},
             "network": {"type": "host"}, "linux": {"capabilities": ["CAP_NET_ADMIN"]}}
            """;
    private static final String IPAM =
            """
            {"interface": {"types": ["docker.ipamdriver/1.0"], "socket": "ipam.sock"}}
            """;

    private final List<NetworkNamespace> namespaces = new ArrayList<>();
    private NetworkDriver driver;
    private IpamDriver ipam;

    @Override
    @Configuration
    public Option[] configuration() {
        return HostOptions.berthWithNetworkExample();
    }

    @Before
    public void plugins() {
        enabled("bridge", "bridge.go", BRIDGE);
        enabled("ipam", "ipam.go", IPAM);
        ServiceWaits services = new ServiceWaits(bundle);
        driver = services.await(NetworkDriver.class, "bridge:latest");
        ipam = services.await(IpamDriver.class, "ipam:latest");
    }

    private void enabled(String name, String source, String config) {
        if (manager.list().stream().anyMatch(each -> each.name().familiar().startsWith(name))) {
            return;
        }
        PluginsInTheRegistry registry = new PluginsInTheRegistry(manager);
        registry.published("berth/" + name, PluginSource.go(source, config));
        registry.installed(PluginsInTheRegistry.reference("berth/" + name), name);
        OperationOutcome.of(manager.enable(name, EnableOptions.DEFAULT));
    }

    @After
    public void deleteNamespaces() throws Exception {
        for (NetworkNamespace each : namespaces) {
            Programs.run("ip", "netns", "delete", each.name());
        }
    }

    private NetworkNamespace namespace(String name) throws Exception {
        NetworkNamespace made =
                new NetworkNamespace("berth-%s-%d".formatted(name, ProcessHandle.current().pid()));
        Programs.run("ip", "netns", "add", made.name());
        namespaces.add(made);
        return made;
    }

    @Test
    public void carriesAPacketFromOneNamespaceToAnother() throws Exception {
        Path target = Path.of(System.getProperty("berth.itest.target"), "go");
        Path checkout = Path.of(System.getProperty("berth.checkout"));
        Path packet = GoProgram.build(checkout.resolve("itest/src/test/go/packet.go"), target);
        NetworkNamespace one = namespace("one");
        NetworkNamespace two = namespace("two");
        int before = interfaces();
        try (PluginNetwork network = PluginNetwork.create("n1", driver, ipam)) {
            CidrAddress from = network.connect(one);
            CidrAddress to = network.connect(two);
            assertEquals("198.18.77.2/24", from.toString());
            assertEquals("198.18.77.3/24", to.toString());
            String there = to.address().getHostAddress() + ":7";
            List<String> listen =
                    List.of("ip", "netns", "exec", two.name(), packet.toString(), "listen", there);
            try (ServerProcess listener =
                    ServerProcess.start("packet", Pattern.compile("ready"), listen)) {
                listener.awaitReady();
                Programs.run(
                        "ip", "netns", "exec", one.name(), packet.toString(), "send", there, "hi");
                listener.awaitLine(Pattern.compile("hi from 198\\.18\\.77\\.2"));
            }
            assertEquals(1, driver.endpointOperInfo("n1", "n1-0").size());
        }
        assertEquals(before, interfaces());
    }

    @Test
    public void leavesNothingOfWhatFailsInTheMiddle() throws Exception {
        NetworkNamespace one = namespace("full");
        int before = interfaces();
        try (PluginNetwork network = PluginNetwork.create("n2", driver, ipam)) {
            NetworkNamespace nowhere = new NetworkNamespace("berth-is-not-there");
            assertThrows(RuntimeException.class, () -> network.connect(nowhere));
            assertEquals(before + 1, interfaces());
            assertEquals("198.18.77.2/24", network.connect(one).toString());
            PluginCallException failure =
                    assertThrows(PluginCallException.class, () -> ipam.releasePool("here/1"));
            assertEquals(
                    "plugin ipam:latest: IpamDriver.ReleasePool: addresses are in use",
                    failure.getMessage());
        }
        assertEquals(before, interfaces());
    }

    @Test
    public void knowsWhatItsPluginsDoWithout() {
        assertEquals(NetworkCapabilities.of(NetworkScope.LOCAL), driver.capabilities());
        assertEquals(IpamCapabilities.none(), ipam.capabilities());
        assertEquals(Optional.empty(), driver.allocateNetwork("n", Map.of(), List.of(), List.of()));
        assertFalse(driver.freeNetwork("n"));
        assertFalse(driver.programExternalConnectivity("n", "e", Map.of()));
        assertFalse(driver.revokeExternalConnectivity("n", "e"));
        assertFalse(driver.discoverNew(DiscoveryNotification.node("192.0.2.1", true)));
        assertFalse(driver.discoverDelete(DiscoveryNotification.node("192.0.2.1", true)));
        assertTrue(manager.find("bridge").enabled());
    }

    private static int interfaces() throws SocketException {
        return (int) NetworkInterface.networkInterfaces().count();
    }
}
