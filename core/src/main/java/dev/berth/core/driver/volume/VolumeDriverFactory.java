package dev.berth.core.driver.volume;

import dev.berth.capability.Capability;
import dev.berth.core.client.CapabilityClient;
import dev.berth.core.driver.DriverFactory;
import dev.berth.driver.volume.VolumeDriver;

/** The {@link VolumeDriver} of {@code docker.volumedriver/1.0}. */
public final class VolumeDriverFactory implements DriverFactory<VolumeDriver> {

    @Override
    public Capability capability() {
        return Capability.VOLUME_DRIVER;
    }

    @Override
    public Class<VolumeDriver> type() {
        return VolumeDriver.class;
    }

    @Override
    public VolumeDriver create(CapabilityClient plugin) {
        return new PluginVolumeDriver(plugin);
    }
}
