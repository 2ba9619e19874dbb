package dev.berth.core.lifecycle;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.PluginStatus;
import java.util.Optional;

/** A managed plugin at one moment. */
record PluginSnapshot(
        String id,
        PluginReference name,
        Optional<PluginReference> source,
        Digest digest,
        PluginConfig config,
        PluginSettings settings,
        boolean enabled,
        PluginStatus status)
        implements Plugin {}
