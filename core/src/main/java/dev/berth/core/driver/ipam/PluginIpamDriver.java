package dev.berth.core.driver.ipam;

import static dev.berth.shared.protocol.MessageForm.Nothing.NOTHING;

import dev.berth.driver.DriverClient;
import dev.berth.driver.ipam.AddressPool;
import dev.berth.driver.ipam.AddressRequest;
import dev.berth.driver.ipam.AddressSpaces;
import dev.berth.driver.ipam.AllocatedAddress;
import dev.berth.driver.ipam.IpamCapabilities;
import dev.berth.driver.ipam.IpamDriver;
import dev.berth.driver.ipam.PoolRequest;
import dev.berth.shared.protocol.ipam.IpamMethods;
import dev.berth.shared.protocol.ipam.ReleasedAddress;
import java.net.InetAddress;
import java.util.Objects;

/** {@link IpamDriver} over the calls of {@code docker.ipamdriver/1.0}. */
final class PluginIpamDriver implements IpamDriver {
    private final DriverClient plugin;

    PluginIpamDriver(DriverClient plugin) {
        this.plugin = plugin;
    }

    @Override
    public IpamCapabilities capabilities() {
        return IpamMethods.GET_CAPABILITIES
                .callIfKnown(plugin, NOTHING)
                .orElseGet(IpamDriver.super::capabilities);
    }

    @Override
    public AddressSpaces defaultAddressSpaces() {
        return IpamMethods.GET_DEFAULT_ADDRESS_SPACES.call(plugin, NOTHING);
    }

    @Override
    public AddressPool requestPool(PoolRequest request) {
        return IpamMethods.REQUEST_POOL.call(plugin, Objects.requireNonNull(request, "request"));
    }

    @Override
    public void releasePool(String poolId) {
        IpamMethods.RELEASE_POOL.call(plugin, Objects.requireNonNull(poolId, "poolId"));
    }

    @Override
    public AllocatedAddress requestAddress(AddressRequest request) {
        return IpamMethods.REQUEST_ADDRESS.call(plugin, Objects.requireNonNull(request, "request"));
    }

    @Override
    public void releaseAddress(String poolId, InetAddress address) {
        IpamMethods.RELEASE_ADDRESS.call(
                plugin,
                new ReleasedAddress(
                        Objects.requireNonNull(poolId, "poolId"),
                        Objects.requireNonNull(address, "address")));
    }
}
