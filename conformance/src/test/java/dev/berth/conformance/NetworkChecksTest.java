package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.JoinResponse;
import dev.berth.shared.protocol.network.NetworkMethods;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkChecksTest {
    @TempDir Path folder;

    private static CheckedProtocol plugin(GoodNetworks driver) {
        return new CheckedProtocol(
                KnownProtocol.NETWORK, NetworkMethods.serve(driver, failure -> {}));
    }

    private List<String> wrong(GoodNetworks driver) throws IOException {
        return CheckedProtocol.wrong(plugin(driver).run(folder));
    }

    @Test
    void findNothingInAPluginThatConforms() throws IOException {
        GoodNetworks driver = new GoodNetworks();
        CheckReport report = plugin(driver).restartedBy(() -> "").run(folder);
        assertEquals(List.of(), CheckedProtocol.wrong(report), report.findings().toString());
        assertEquals(List.of(), CheckedProtocol.notes(report), report.findings().toString());
        assertEquals(Map.of(), driver.networks, "nothing is left");
    }

    /** The answers that libnetwork would stumble over, and the beginning of the rule they break. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GetCapabilities | {} | NetworkDriver.GetCapabilities answers",
                "GetCapabilities | {\"Scope\": \"swarm\"} | NetworkDriver.GetCapabilities answers",
                "CreateNetwork | {\"Err\": \"no\"} | NetworkDriver.CreateNetwork makes a network",
                "CreateNetwork | ok | NetworkDriver.CreateNetwork of a network that is there",
                "CreateEndpoint | {\"Interface\": {\"Address\": \"198.18.77.9/24\"}} |"
                        + " NetworkDriver.CreateEndpoint makes an endpoint",
                "CreateEndpoint | {\"Interface\": {\"MacAddress\": \"2\"}} |"
                        + " NetworkDriver.CreateEndpoint makes an endpoint",
                "CreateEndpoint | {} | NetworkDriver.CreateEndpoint in a network that there is not",
                "EndpointOperInfo | {\"Value\": \"none\"} | NetworkDriver.EndpointOperInfo answers",
                "Join | {\"InterfaceName\": {\"SrcName\": \"a b\"}} | NetworkDriver.Join answers",
                "Join | {\"Gateway\": \"here\"} | NetworkDriver.Join answers",
                "Join | {\"StaticRoutes\": [{\"Destination\": \"10.0.0.0/8\"}]} |"
                        + " NetworkDriver.Join answers",
                "Join | {} | NetworkDriver.Join of an endpoint that there is not",
                "Leave | {\"Err\": \"no\"} | NetworkDriver.Leave and DeleteEndpoint",
                "DeleteEndpoint | gone | NetworkDriver.DeleteEndpoint of an endpoint",
                "DeleteNetwork | gone | NetworkDriver.DeleteNetwork of a network",
                "AllocateNetwork | yes | NetworkDriver.AllocateNetwork is answered",
                "FreeNetwork | yes | NetworkDriver.FreeNetwork is answered",
                "ProgramExternalConnectivity | yes | NetworkDriver.ProgramExternalConnectivity",
                "RevokeExternalConnectivity | yes | NetworkDriver.RevokeExternalConnectivity",
                "DiscoverNew | yes | NetworkDriver.DiscoverNew is answered",
                "DiscoverDelete | yes | NetworkDriver.DiscoverDelete is answered",
                "NoSuchMethod | {} | NetworkDriver.NoSuchMethod, which there is not, is a 404"
            })
    void findAnAnswerThatIsWrong(String method, String body, String rule) throws IOException {
        CheckReport report =
                plugin(new GoodNetworks()).answering("NetworkDriver." + method, body).run(folder);
        List<String> wrong = CheckedProtocol.wrong(report);
        assertTrue(wrong.stream().anyMatch(each -> each.startsWith(rule)), wrong::toString);
    }

    @Test
    void findAnEndpointThatOutlivesItsEnd() throws IOException {
        List<String> wrong =
                wrong(
                        new GoodNetworks() {
                            private final Set<String> all = ConcurrentHashMap.newKeySet();

                            @Override
                            public JoinResponse join(
                                    String networkId,
                                    String endpointId,
                                    String sandboxKey,
                                    Map<String, Object> options) {
                                return all.add(endpointId)
                                        ? super.join(networkId, endpointId, sandboxKey, options)
                                        : JoinResponse.empty();
                            }
                        });
        assertTrue(
                wrong.contains(
                        "NetworkDriver.Join of the endpoint answers with an Err from then on"),
                wrong::toString);
    }

    @Test
    void findANetworkThatOutlivesItsEnd() throws IOException {
        List<String> wrong =
                wrong(
                        new GoodNetworks() {
                            @Override
                            public void deleteNetwork(String networkId) {
                                // It stays.
                                return;
                            }
                        });
        assertTrue(
                wrong.contains(
                        "NetworkDriver.CreateEndpoint in the network answers with an Err from then"
                                + " on"),
                wrong::toString);
    }

    @Test
    void findEndpointsThatAreNotMadeForSeveralAtOnce() throws IOException {
        List<String> wrong =
                wrong(
                        new GoodNetworks() {
                            @Override
                            public EndpointInterface createEndpoint(
                                    String networkId,
                                    String endpointId,
                                    EndpointInterface requested,
                                    Map<String, Object> options) {
                                if (endpointId.endsWith("10f")) {
                                    throw new IllegalStateException("busy");
                                }
                                return super.createEndpoint(
                                        networkId, endpointId, requested, options);
                            }
                        });
        assertEquals(List.of("16 endpoints are made, joined, left and removed at once"), wrong);
    }

    @Test
    void findAPluginThatOddOptionsHarm() throws IOException {
        List<String> wrong =
                wrong(
                        new GoodNetworks() {
                            @Override
                            public void deleteNetwork(String networkId) {
                                if (networkId.endsWith("be28")) {
                                    networks.remove(networkId);
                                    throw new IllegalStateException("its options are too long");
                                }
                                super.deleteNetwork(networkId);
                            }
                        });
        assertEquals(
                List.of(
                        "an option of 64 KiB is refused, or harms nothing",
                        "an option of odd characters is refused, or harms nothing"),
                wrong);
    }

    @Test
    void noteWhatAPluginForgetsWhenItIsRestarted() throws IOException {
        GoodNetworks driver = new GoodNetworks();
        CheckReport report =
                plugin(driver)
                        .restartedBy(
                                () -> {
                                    driver.networks.clear();
                                    return "";
                                })
                        .run(folder);
        assertEquals(
                List.of(
                        "an endpoint outlives a restart of the plugin, in the middle of its use",
                        "and can be removed after it, with its network"),
                CheckedProtocol.notes(report));
    }
}
