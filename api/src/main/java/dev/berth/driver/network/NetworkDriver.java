package dev.berth.driver.network;

import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A network driver, {@code docker.networkdriver/1.0}: libnetwork's remote driver. Implemented by
 * who writes or offers a plugin, and published as a service for each enabled plugin that has the
 * capability, with the {@link dev.berth.capability.CapabilityProperties}. What a driver of one's
 * own throws is the error that its caller gets, with its message. A method that a driver may do
 * without is a default method that returns that it is not supported, and so does the service of a
 * plugin that does not know it. Methods that come later will be such.
 *
 * <p>The methods of a plugin's service: every one blocks, can be called from any thread, and throws
 * {@link PluginCallException} when the plugin cannot be reached or responds with an error, {@link
 * PluginTimeoutException} when it does not respond within the plugin's own limit. After several
 * calls without a response further ones throw {@link
 * dev.berth.plugin.error.PluginCircuitOpenException} at once.
 *
 * <p>Options are strings, numbers, booleans, lists and maps of these; those of {@code docker
 * network create -o} are in {@code com.docker.network.generic}.
 */
@ConsumerType
public interface NetworkDriver {

    /** Returns what the driver can do; one that cannot tell is local. */
    default NetworkCapabilities capabilities() {
        return NetworkCapabilities.of(NetworkScope.LOCAL);
    }

    /**
     * Allocates what a network of several hosts needs in all of them; called on one host, before
     * {@link #createNetwork} on each.
     *
     * @return options for {@link #createNetwork}; empty if the driver does not support it
     */
    default Optional<Map<String, String>> allocateNetwork(
            String networkId,
            Map<String, String> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data) {
        return Optional.empty();
    }

    /**
     * Undoes {@link #allocateNetwork}.
     *
     * @return whether the driver supports it
     */
    default boolean freeNetwork(String networkId) {
        return false;
    }

    /** Makes a network. */
    void createNetwork(
            String networkId,
            Map<String, Object> options,
            List<IpamData> ipv4Data,
            List<IpamData> ipv6Data);

    /** Removes a network. */
    void deleteNetwork(String networkId);

    /**
     * Makes an endpoint of a network.
     *
     * @param requested the addresses that it has to have
     * @return only the addresses that were not requested
     */
    EndpointInterface createEndpoint(
            String networkId,
            String endpointId,
            EndpointInterface requested,
            Map<String, Object> options);

    /** Returns whatever the driver tells of an endpoint. */
    Map<String, Object> endpointOperInfo(String networkId, String endpointId);

    /** Removes an endpoint. */
    void deleteEndpoint(String networkId, String endpointId);

    /**
     * Connects an endpoint with a container.
     *
     * @param sandboxKey the container's network namespace, {@code /var/run/docker/netns/…}
     */
    JoinResponse join(
            String networkId, String endpointId, String sandboxKey, Map<String, Object> options);

    /** Disconnects an endpoint from its container. */
    void leave(String networkId, String endpointId);

    /**
     * Makes an endpoint reachable from outside, and the outside from it: called for the endpoint
     * that is its container's gateway.
     *
     * @return whether the driver supports it
     */
    default boolean programExternalConnectivity(
            String networkId, String endpointId, Map<String, Object> options) {
        return false;
    }

    /**
     * Undoes {@link #programExternalConnectivity}.
     *
     * @return whether the driver supports it
     */
    default boolean revokeExternalConnectivity(String networkId, String endpointId) {
        return false;
    }

    /**
     * Tells of something new in the cluster.
     *
     * @return whether the driver supports it
     */
    default boolean discoverNew(DiscoveryNotification notification) {
        return false;
    }

    /**
     * Tells of something that has gone from the cluster.
     *
     * @return whether the driver supports it
     */
    default boolean discoverDelete(DiscoveryNotification notification) {
        return false;
    }
}
