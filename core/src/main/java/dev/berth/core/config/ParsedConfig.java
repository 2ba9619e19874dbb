package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;

/** A config as {@link PluginConfigReader} has read it. */
record ParsedConfig(
        String document,
        String description,
        String documentation,
        Interface iface,
        List<String> entrypoint,
        String workdir,
        User user,
        Network network,
        boolean ipcHost,
        boolean pidHost,
        String propagatedMount,
        List<Mount> mounts,
        Linux linux,
        List<Env> env,
        Args args,
        RootFs rootfs)
        implements PluginConfig {
    ParsedConfig {
        entrypoint = List.copyOf(entrypoint);
        mounts = List.copyOf(mounts);
        env = List.copyOf(env);
    }
}
