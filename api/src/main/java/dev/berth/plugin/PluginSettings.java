package dev.berth.plugin;

import java.util.List;

/**
 * What a plugin is started with: the config's defaults, and over them what the user has set.
 *
 * @param env {@code NAME=value} for each variable that has a value, in the config's order
 * @param args the arguments after the entrypoint
 * @param mounts the config's mounts with their sources as set
 * @param devices the config's devices with their paths as set
 */
public record PluginSettings(
        List<String> env,
        List<String> args,
        List<PluginConfig.Mount> mounts,
        List<PluginConfig.Device> devices) {

    public PluginSettings {
        env = List.copyOf(env);
        args = List.copyOf(args);
        mounts = List.copyOf(mounts);
        devices = List.copyOf(devices);
    }

    /** Returns what a config says before anybody has set anything. */
    public static PluginSettings defaultsOf(PluginConfig config) {
        List<String> env =
                config.env().stream()
                        .flatMap(e -> e.value().map(v -> e.name() + "=" + v).stream())
                        .toList();
        return new PluginSettings(
                env, config.args().value(), config.mounts(), config.linux().devices());
    }
}
