package dev.berth.conformance;

import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.InterfaceName;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkDriver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network driver that conforms; each test breaks it in one place. */
class GoodNetworks implements NetworkDriver {
    final Map<String, Set<String>> networks = new ConcurrentHashMap<>();

    @Override
    public void createNetwork(
            String networkId,
            Map<String, Object> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data) {
        if (networks.putIfAbsent(networkId, ConcurrentHashMap.newKeySet()) != null) {
            throw new IllegalStateException("network exists: " + networkId);
        }
    }

    @Override
    public void deleteNetwork(String networkId) {
        if (!find(networkId).isEmpty()) {
            throw new IllegalStateException("network has endpoints: " + networkId);
        }
        networks.remove(networkId);
    }

    @Override
    public EndpointInterface createEndpoint(
            String networkId,
            String endpointId,
            EndpointInterface requested,
            Map<String, Object> options) {
        if (!find(networkId).add(endpointId)) {
            throw new IllegalStateException("endpoint exists: " + endpointId);
        }
        return EndpointInterface.empty().withMacAddress("02:00:00:00:00:07");
    }

    @Override
    public Map<String, Object> endpointOperInfo(String networkId, String endpointId) {
        check(networkId, endpointId);
        return Map.of();
    }

    @Override
    public void deleteEndpoint(String networkId, String endpointId) {
        if (!find(networkId).remove(endpointId)) {
            throw new IllegalStateException("no such endpoint: " + endpointId);
        }
    }

    @Override
    public JoinResponse join(
            String networkId, String endpointId, String sandboxKey, Map<String, Object> options) {
        check(networkId, endpointId);
        return JoinResponse.empty().withInterfaceName(InterfaceName.of("verify0", "eth"));
    }

    @Override
    public void leave(String networkId, String endpointId) {
        check(networkId, endpointId);
    }

    private void check(String networkId, String endpointId) {
        if (!find(networkId).contains(endpointId)) {
            throw new IllegalStateException("no such endpoint: " + endpointId);
        }
    }

    private Set<String> find(String networkId) {
        Set<String> endpoints = networks.get(networkId);
        if (endpoints == null) {
            throw new IllegalStateException("no such network: " + networkId);
        }
        return endpoints;
    }
}
