package dev.berth.testing.plugin;

import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginSettings;
import java.util.List;

/** What a plugin is started with. */
public record SettingsFixture(
        List<String> env,
        List<String> args,
        List<PluginConfig.Mount> mounts,
        List<PluginConfig.Device> devices)
        implements PluginSettings {

    /** Returns what a config says before anybody has set anything. */
    public static SettingsFixture defaultsOf(PluginConfig config) {
        List<String> env =
                config.env().stream()
                        .flatMap(e -> e.value().map(v -> e.name() + "=" + v).stream())
                        .toList();
        return new SettingsFixture(
                env, config.args().value(), config.mounts(), config.linux().devices());
    }

    /** Returns other settings with another environment. */
    public static SettingsFixture withEnv(PluginSettings settings, List<String> env) {
        return new SettingsFixture(env, settings.args(), settings.mounts(), settings.devices());
    }
}
