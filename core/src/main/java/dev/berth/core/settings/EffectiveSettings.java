package dev.berth.core.settings;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import java.util.List;

/** What a config and the overrides of a user come to. */
record EffectiveSettings(
        List<String> env,
        List<String> args,
        List<PluginConfig.Mount> mounts,
        List<PluginConfig.Device> devices)
        implements PluginSettings {
    EffectiveSettings {
        env = List.copyOf(env);
        args = List.copyOf(args);
        mounts = List.copyOf(mounts);
        devices = List.copyOf(devices);
    }

    /** A value may be a password. */
    @Override
    public String toString() {
        return "settings with %d variables".formatted(env.size());
    }
}
