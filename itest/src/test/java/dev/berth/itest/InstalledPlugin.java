package dev.berth.itest;

import dev.berth.itest.host.EmbeddedEngine;
import dev.berth.itest.host.EngineFolders;
import dev.berth.itest.parts.OperationOutcome;
import dev.berth.itest.parts.PluginSource;
import dev.berth.plugin.EnableOptions;
import dev.berth.plugin.Plugin;

/** The volume plugin, enabled in folders that no engine uses at the moment. */
final class InstalledPlugin {
    private InstalledPlugin() {}

    /** Has an engine install and enable it as {@code volume}, and returns its ID. */
    static String enabledIn(EngineFolders folders) throws Exception {
        try (EmbeddedEngine engine = EmbeddedEngine.start(folders, false)) {
            PluginsInTheRegistry registry = new PluginsInTheRegistry(engine.manager());
            Plugin plugin =
                    registry.installed(
                            registry.published("berth/volume", PluginSource.volume()), "volume");
            OperationOutcome.of(engine.manager().enable("volume", EnableOptions.DEFAULT));
            return plugin.id();
        }
    }
}
