package dev.berth.shared.protocol.network;

import static dev.berth.shared.protocol.MessageForm.Nothing.NOTHING;

import dev.berth.driver.DriverClient;
import dev.berth.driver.network.DiscoveryNotification;
import dev.berth.driver.network.EndpointInterface;
import dev.berth.driver.network.IpamData;
import dev.berth.driver.network.JoinResponse;
import dev.berth.driver.network.NetworkCapabilities;
import dev.berth.driver.network.NetworkDriver;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@link NetworkDriver} over the calls of {@code docker.networkdriver/1.0} to a plugin. */
public final class CalledNetworkDriver implements NetworkDriver {
    private final DriverClient plugin;

    public CalledNetworkDriver(DriverClient plugin) {
        this.plugin = plugin;
    }

    @Override
    public NetworkCapabilities capabilities() {
        return NetworkMethods.GET_CAPABILITIES
                .callIfKnown(plugin, NOTHING)
                .orElseGet(NetworkDriver.super::capabilities);
    }

    @Override
    public Optional<Map<String, String>> allocateNetwork(
            String networkId,
            Map<String, String> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data) {
        return NetworkMethods.ALLOCATE_NETWORK.callIfKnown(
                plugin, made(networkId, options, ipv4Data, ipv6Data));
    }

    @Override
    public boolean freeNetwork(String networkId) {
        return NetworkMethods.FREE_NETWORK.callIfKnown(plugin, named(networkId)).isPresent();
    }

    @Override
    public void createNetwork(
            String networkId,
            Map<String, Object> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data) {
        NetworkMethods.CREATE_NETWORK.call(plugin, made(networkId, options, ipv4Data, ipv6Data));
    }

    @Override
    public void deleteNetwork(String networkId) {
        NetworkMethods.DELETE_NETWORK.call(plugin, named(networkId));
    }

    @Override
    public EndpointInterface createEndpoint(
            String networkId,
            String endpointId,
            EndpointInterface requested,
            Map<String, Object> options) {
        Objects.requireNonNull(requested, "requested");
        EndpointInterface added =
                NetworkMethods.CREATE_ENDPOINT.call(
                        plugin,
                        new NewEndpoint(key(networkId, endpointId), requested, given(options)));
        requireUnchanged("Address", requested.address(), added.address());
        requireUnchanged("AddressIPv6", requested.addressIpv6(), added.addressIpv6());
        requireUnchanged("MacAddress", requested.macAddress(), added.macAddress());
        return added;
    }

    /** libnetwork refuses an endpoint whose driver changes an address that was asked for. */
    private void requireUnchanged(String member, Optional<?> requested, Optional<?> added) {
        if (requested.isPresent() && added.isPresent()) {
            throw plugin.malformed(
                    NetworkMethods.CREATE_ENDPOINT.name(),
                    "it sets \"%s\", which was requested".formatted(member));
        }
    }

    @Override
    public Map<String, Object> endpointOperInfo(String networkId, String endpointId) {
        return NetworkMethods.ENDPOINT_OPER_INFO.call(plugin, key(networkId, endpointId));
    }

    @Override
    public void deleteEndpoint(String networkId, String endpointId) {
        NetworkMethods.DELETE_ENDPOINT.call(plugin, key(networkId, endpointId));
    }

    @Override
    public JoinResponse join(
            String networkId, String endpointId, String sandboxKey, Map<String, Object> options) {
        Objects.requireNonNull(sandboxKey, "sandboxKey");
        return NetworkMethods.JOIN.call(
                plugin, new JoinRequest(key(networkId, endpointId), sandboxKey, given(options)));
    }

    @Override
    public void leave(String networkId, String endpointId) {
        NetworkMethods.LEAVE.call(plugin, key(networkId, endpointId));
    }

    @Override
    public boolean programExternalConnectivity(
            String networkId, String endpointId, Map<String, Object> options) {
        return NetworkMethods.PROGRAM_EXTERNAL
                .callIfKnown(
                        plugin,
                        new ExternalConnectivity(key(networkId, endpointId), given(options)))
                .isPresent();
    }

    @Override
    public boolean revokeExternalConnectivity(String networkId, String endpointId) {
        return NetworkMethods.REVOKE_EXTERNAL
                .callIfKnown(plugin, key(networkId, endpointId))
                .isPresent();
    }

    @Override
    public boolean discoverNew(DiscoveryNotification notification) {
        return NetworkMethods.DISCOVER_NEW.callIfKnown(plugin, news(notification)).isPresent();
    }

    @Override
    public boolean discoverDelete(DiscoveryNotification notification) {
        return NetworkMethods.DISCOVER_DELETE.callIfKnown(plugin, news(notification)).isPresent();
    }

    private static <V> NewNetwork<V> made(
            String networkId,
            Map<String, V> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data) {
        return new NewNetwork<>(
                named(networkId),
                given(options),
                Objects.requireNonNull(ipv4Data, "ipv4Data"),
                Objects.requireNonNull(ipv6Data, "ipv6Data"));
    }

    private static String named(String networkId) {
        return Objects.requireNonNull(networkId, "networkId");
    }

    private static EndpointKey key(String networkId, String endpointId) {
        return new EndpointKey(named(networkId), Objects.requireNonNull(endpointId, "endpointId"));
    }

    private static <V> Map<String, V> given(Map<String, V> options) {
        return Objects.requireNonNull(options, "options");
    }

    private static DiscoveryNotification news(DiscoveryNotification notification) {
        return Objects.requireNonNull(notification, "notification");
    }
}
