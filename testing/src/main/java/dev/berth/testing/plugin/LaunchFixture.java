package dev.berth.testing.plugin;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import dev.berth.spi.Confinement;
import dev.berth.spi.HostMount;
import dev.berth.spi.PluginLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a runtime is asked to start. */
public record LaunchFixture(
        String id,
        String name,
        PluginConfig config,
        PluginSettings settings,
        Confinement confinement,
        Path rootfs,
        Optional<Path> propagatedMount,
        Path socketFolder,
        List<HostMount> hostMounts,
        Duration timeout)
        implements PluginLaunch {}
