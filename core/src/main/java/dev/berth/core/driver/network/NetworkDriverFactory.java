package dev.berth.core.driver.network;

import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import dev.berth.driver.network.NetworkDriver;
import dev.berth.shared.protocol.network.CalledNetworkDriver;

/** The {@link NetworkDriver} of {@code docker.networkdriver/1.0}. */
public final class NetworkDriverFactory implements DriverFactory<NetworkDriver> {

    @Override
    public Class<NetworkDriver> type() {
        return NetworkDriver.class;
    }

    @Override
    public NetworkDriver create(DriverClient plugin) {
        return new CalledNetworkDriver(plugin);
    }
}
