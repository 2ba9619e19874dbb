package com.example.@PACKAGE@;

import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.sdk.PluginServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Networks that only have names: a container that joins one gets no interface. Make a bridge in
 * {@link #createNetwork}, a pair of interfaces in {@link #createEndpoint}, and name the one for the
 * container in {@link #join}. What a method throws is what its caller is told.
 */
public final class @CLASS@Driver implements NetworkDriver {
    private final Map<String, Set<String>> networks = new ConcurrentHashMap<>();

    public static void main(String[] args) {
        PluginServer.create()
                .network(new @CLASS@Driver())
                .debug("1".equals(System.getenv("DEBUG")))
                .run(args.length == 0 ? "@NAME@" : args[0]);
    }

    @Override
    public void createNetwork(
            String networkId,
            Map<String, Object> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data) {
        networks.put(networkId, ConcurrentHashMap.newKeySet());
    }

    @Override
    public void deleteNetwork(String networkId) {
        networks.remove(networkId);
    }

    @Override
    public EndpointInterface createEndpoint(
            String networkId,
            String endpointId,
            EndpointInterface requested,
            Map<String, Object> options) {
        find(networkId).add(endpointId);
        return EndpointInterface.empty();
    }

    @Override
    public Map<String, Object> endpointOperInfo(String networkId, String endpointId) {
        return Map.of();
    }

    @Override
    public void deleteEndpoint(String networkId, String endpointId) {
        find(networkId).remove(endpointId);
    }

    @Override
    public JoinResponse join(
            String networkId, String endpointId, String sandboxKey, Map<String, Object> options) {
        if (!find(networkId).contains(endpointId)) {
            throw new IllegalStateException("there is no endpoint " + endpointId);
        }
        return JoinResponse.empty();
    }

    @Override
    public void leave(String networkId, String endpointId) {
        find(networkId);
    }

    private Set<String> find(String networkId) {
        Set<String> endpoints = networks.get(networkId);
        if (endpoints == null) {
            throw new IllegalStateException("there is no network " + networkId);
        }
        return endpoints;
    }
}
