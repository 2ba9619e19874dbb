package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;

/** {@code linux} of a config. */
record ParsedLinux(
        List<String> capabilities, boolean allowAllDevices, List<PluginConfig.Device> devices)
        implements PluginConfig.Linux {
    ParsedLinux {
        capabilities = List.copyOf(capabilities);
        devices = List.copyOf(devices);
    }
}
