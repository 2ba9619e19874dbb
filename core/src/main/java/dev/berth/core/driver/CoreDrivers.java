package dev.berth.core.driver;

import dev.berth.capability.Capability;
import dev.berth.core.driver.authz.AuthzDriverFactory;
import dev.berth.core.driver.ipam.IpamDriverFactory;
import dev.berth.core.driver.logging.LogDriverFactory;
import dev.berth.core.driver.metrics.MetricsCollectorFactory;
import dev.berth.core.driver.network.NetworkDriverFactory;
import dev.berth.core.driver.volume.VolumeDriverFactory;
import java.util.List;

/** The typed drivers that core brings. */
public final class CoreDrivers {
    private CoreDrivers() {}

    /** Returns one factory for each protocol of Docker's; the two that are given hold state. */
    public static List<TypedCapability> all(
            LogDriverFactory logs, MetricsCollectorFactory metrics) {
        return List.of(
                TypedCapability.of(Capability.VOLUME_DRIVER, new VolumeDriverFactory()),
                TypedCapability.of(Capability.NETWORK_DRIVER, new NetworkDriverFactory()),
                TypedCapability.of(Capability.IPAM_DRIVER, new IpamDriverFactory()),
                TypedCapability.of(Capability.AUTHZ, new AuthzDriverFactory()),
                TypedCapability.of(Capability.LOG_DRIVER, logs),
                TypedCapability.of(Capability.METRICS_COLLECTOR, metrics));
    }
}
