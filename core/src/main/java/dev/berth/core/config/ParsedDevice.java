package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;
import java.util.Optional;

/** One of {@code linux.devices} of a config. */
public record ParsedDevice(
        String name, String description, List<String> settable, Optional<String> path)
        implements PluginConfig.Device {
    public ParsedDevice {
        settable = List.copyOf(settable);
    }

    /** Returns a device with another path. */
    public static PluginConfig.Device of(PluginConfig.Device device, String path) {
        return new ParsedDevice(
                device.name(), device.description(), device.settable(), Optional.of(path));
    }
}
