package dev.berth.conformance;

import static dev.berth.conformance.ProtocolCalls.first;

import dev.berth.driver.JsonObject;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.shared.protocol.network.NetworkMethods;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Calls of a network plugin, with the members that libnetwork gives them. */
record NetworkCalls(ProtocolCalls calls) {
    static final String NETWORK = id(0xbe27);
    static final String ENDPOINT = id(0xe1);

    /** Addresses that are for measurements, RFC 2544, and nobody's. */
    private static final String SUBNET = "198.18.%d.";

    /** Returns an ID as Docker's: 64 hexadecimal digits. */
    static String id(long number) {
        return "%064x".formatted(number);
    }

    static JsonObject network(String id) {
        return JsonObject.empty().with("NetworkID", id);
    }

    static JsonObject endpoint(String network, String id) {
        return network(network).with("EndpointID", id);
    }

    static JsonObject newNetwork(String id, int subnet, Map<String, String> options) {
        String first = SUBNET.formatted(subnet);
        JsonObject data =
                JsonObject.empty()
                        .with("AddressSpace", "LocalDefault")
                        .with("Pool", first + "0/24")
                        .with("Gateway", first + "1/24")
                        .with("AuxAddresses", Map.of());
        return network(id)
                .with(
                        "Options",
                        Map.of(
                                "com.docker.network.enable_ipv6",
                                false,
                                "com.docker.network.generic",
                                options))
                .with("IPv4Data", List.of(data))
                .with("IPv6Data", List.of());
    }

    static JsonObject newEndpoint(String network, String id, int host) {
        JsonObject addresses =
                JsonObject.empty()
                        .with("Address", SUBNET.formatted(77) + host + "/24")
                        .with("AddressIPv6", "")
                        .with("MacAddress", "");
        return endpoint(network, id).with("Interface", addresses).with("Options", Map.of());
    }

    static JsonObject newJoin(String network, String id) {
        return endpoint(network, id)
                .with("SandboxKey", "/var/run/docker/netns/verify")
                .with("Options", Map.of());
    }

    String networkMade() throws IOException {
        return calls.done("CreateNetwork", newNetwork(NETWORK, 77, Map.of()));
    }

    String networkRemoved() throws IOException {
        return calls.done("DeleteNetwork", network(NETWORK));
    }

    String endpointMade(String id, int host) throws IOException {
        return calls.done(
                "CreateEndpoint",
                newEndpoint(NETWORK, id, host),
                answer -> {
                    EndpointInterface given =
                            NetworkMethods.CREATE_ENDPOINT.response().read().apply(answer.object());
                    return given.address().isEmpty()
                            ? ""
                            : "libnetwork has named the Address, and takes no other";
                });
    }

    String joined(String id) throws IOException {
        return calls.done(
                "Join",
                newJoin(NETWORK, id),
                answer -> {
                    NetworkMethods.JOIN.response().read().apply(answer.object());
                    return "";
                });
    }

    /** What becomes of an endpoint when its container goes. */
    String endpointRemoved(String id) throws IOException {
        return first(
                calls.done("Leave", endpoint(NETWORK, id)),
                calls.done("DeleteEndpoint", endpoint(NETWORK, id)));
    }
}
