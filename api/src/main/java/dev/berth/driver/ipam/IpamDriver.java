package dev.berth.driver.ipam;

import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.net.InetAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An IP address management driver: {@code docker.ipamdriver/1.0}. Implemented by who writes or
 * offers a plugin, and published as a service for each enabled plugin that has the capability, with
 * the {@link dev.berth.capability.CapabilityProperties}. What a driver of one's own throws is the
 * error that its caller gets, with its message. Methods that come later will be default methods.
 *
 * <p>The methods of a plugin's service: every one blocks, can be called from any thread, and throws
 * {@link PluginCallException} when the plugin cannot be reached or responds with an error, {@link
 * PluginTimeoutException} when it does not respond within the plugin's own limit. After several
 * calls without a response further ones throw {@link
 * dev.berth.plugin.error.PluginCircuitOpenException} at once.
 */
@ConsumerType
public interface IpamDriver {

    /** Returns what the driver wants of its caller; one that cannot tell wants nothing. */
    default IpamCapabilities capabilities() {
        return IpamCapabilities.none();
    }

    /** Returns the names of the default address spaces. */
    AddressSpaces defaultAddressSpaces();

    /** Gives out a pool of addresses. */
    AddressPool requestPool(PoolRequest request);

    /**
     * Takes a pool back.
     *
     * @param poolId {@link AddressPool#poolId}
     */
    void releasePool(String poolId);

    /** Gives out an address of a pool. */
    AllocatedAddress requestAddress(AddressRequest request);

    /**
     * Takes an address back.
     *
     * @param poolId {@link AddressPool#poolId}
     */
    void releaseAddress(String poolId, InetAddress address);
}
