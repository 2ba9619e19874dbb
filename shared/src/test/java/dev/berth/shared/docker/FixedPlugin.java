package dev.berth.shared.docker;

import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.PluginState;
import java.util.List;
import java.util.Optional;

/** Plugins of which only what is said here matters. */
final class FixedPlugin {
    private FixedPlugin() {}

    /** Returns a plugin with these interface types. */
    static Plugin with(String... types) {
        PluginConfig config = config("{}", List.of(types), List.of(), List.of());
        return plugin(config, PluginSettings.defaultsOf(config), false);
    }

    /** Returns a plugin that the user asked to be enabled, or not. */
    static Plugin wanted(boolean wanted) {
        PluginConfig config = config("{}", List.of(), List.of(), List.of());
        return plugin(config, PluginSettings.defaultsOf(config), wanted);
    }

    static PluginConfig config(
            String document,
            List<String> types,
            List<PluginConfig.Mount> mounts,
            List<PluginConfig.Device> devices) {
        return new PluginConfig(
                document,
                "",
                "",
                new PluginConfig.Interface(types, "", ""),
                List.of(),
                "",
                new PluginConfig.User(0, 0),
                new PluginConfig.Network(""),
                false,
                false,
                "",
                mounts,
                new PluginConfig.Linux(List.of(), false, devices),
                List.of(),
                new PluginConfig.Args("", "", List.of(), List.of()),
                new PluginConfig.RootFs("", List.of()));
    }

    static Plugin plugin(PluginConfig config, PluginSettings settings, boolean wanted) {
        return new Plugin(
                "0".repeat(64),
                PluginReference.parse("x:latest"),
                Optional.empty(),
                new Digest("sha256", "0".repeat(64)),
                config,
                settings,
                wanted,
                wanted ? PluginState.ENABLING : PluginState.DISABLED,
                Optional.empty());
    }
}
