package dev.berth.testing.protocols;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that only say what they were asked. */
final class EchoNetworks implements NetworkDriver {
    private final Journal journal;

    EchoNetworks(Journal journal) {
        this.journal = journal;
    }

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
        return Optional.of(Map.of("of", networkId + options));
    }

    @Override
    public boolean freeNetwork(String networkId) {
        journal.add("freeNetwork %s", networkId);
        return true;
    }

    @Override
    public void createNetwork(
            String networkId,
            Map<String, Object> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data) {
        journal.add(
                "createNetwork %s %s %s", networkId, options, ipv4Data.get(0).pool().orElseThrow());
    }

    @Override
    public void deleteNetwork(String networkId) {
        journal.add("deleteNetwork %s", networkId);
    }

    @Override
    public EndpointInterface createEndpoint(
            String networkId,
            String endpointId,
            EndpointInterface requested,
            Map<String, Object> options) {
        journal.add("createEndpoint %s %s", endpointId, requested.address().orElseThrow());
        return EndpointInterface.empty().withMacAddress("02:00:00:00:00:07");
    }

    @Override
    public Map<String, Object> endpointOperInfo(String networkId, String endpointId) {
        return Map.of("endpoint", endpointId);
    }

    @Override
    public void deleteEndpoint(String networkId, String endpointId) {
        journal.add("deleteEndpoint %s", endpointId);
    }

    @Override
    public JoinResponse join(
            String networkId, String endpointId, String sandboxKey, Map<String, Object> options) {
        CidrAddress route = CidrAddress.parse("10.9.0.0/16");
        return JoinResponse.empty()
                .withInterfaceName(InterfaceName.of("src-" + endpointId, sandboxKey))
                .withGateway(CidrAddress.parse("10.8.0.1/24").address())
                .withStaticRoutes(List.of(StaticRoute.connected(route)));
    }

    @Override
    public void leave(String networkId, String endpointId) {
        journal.add("leave %s", endpointId);
    }

    @Override
    public boolean programExternalConnectivity(
            String networkId, String endpointId, Map<String, Object> options) {
        journal.add("program %s", options);
        return true;
    }

    @Override
    public boolean discoverNew(DiscoveryNotification notification) {
        journal.add("discoverNew %d", notification.discoveryType());
        return true;
    }
}
