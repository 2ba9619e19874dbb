package dev.berth.spi;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All that a runtime needs to start a plugin.
 *
 * @param id the plugin's ID
 * @param name its familiar name, for messages and logs
 * @param rootfs the root filesystem, writable
 * @param propagatedMount the host's folder for the config's propagated mount, if it has one
 * @param socketFolder the host's folder that the plugin sees as {@code /run/docker/plugins}; it
 *     exists
 * @param timeout how long it may take to be ready
 */
public record PluginLaunch(
        String id,
        String name,
        PluginConfig config,
        PluginSettings settings,
        Path rootfs,
        Optional<Path> propagatedMount,
        Path socketFolder,
        Duration timeout) {

    /** Returns the plugin's socket on the host, if its config names one. */
    public Optional<Path> socket() {
        return Optional.of(config.iface().socket())
                .filter(name -> !name.isEmpty())
                .map(socketFolder::resolve);
    }
}
