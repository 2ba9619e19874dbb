package dev.berth.core.driver.ipam;

import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import dev.berth.driver.ipam.IpamDriver;

/** The {@link IpamDriver} of {@code docker.ipamdriver/1.0}. */
public final class IpamDriverFactory implements DriverFactory<IpamDriver> {

    @Override
    public Class<IpamDriver> type() {
        return IpamDriver.class;
    }

    @Override
    public IpamDriver create(DriverClient plugin) {
        return new PluginIpamDriver(plugin);
    }
}
