package dev.berth.core.driver.volume;

import dev.berth.driver.DriverClient;
import dev.berth.driver.DriverFactory;
import dev.berth.driver.volume.VolumeDriver;

/** The {@link VolumeDriver} of {@code docker.volumedriver/1.0}. */
public final class VolumeDriverFactory implements DriverFactory<VolumeDriver> {

    @Override
    public Class<VolumeDriver> type() {
        return VolumeDriver.class;
    }

    @Override
    public VolumeDriver create(DriverClient plugin) {
        return new PluginVolumeDriver(plugin);
    }
}
