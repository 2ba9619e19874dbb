package dev.berth.core.lifecycle;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import dev.berth.spi.Confinement;
import dev.berth.spi.HostMount;
import dev.berth.spi.PluginLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What {@link Starter} asks the runtime to start.
 *
 * @param id the task's ID
 */
record LaunchSpec(
        String id,
        String name,
        PluginConfig config,
        PluginSettings settings,
        Confinement confinement,
        Path rootfs,
        Optional<Path> propagatedMount,
        Path socketFolder,
        List<HostMount> hostMounts,
        Duration timeout,
        Set<String> secrets,
        Consumer<OutputLine> output)
        implements PluginLaunch {}
