package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;

/** {@code rootfs} of a config. */
record ParsedRootFs(String type, List<String> diffIds) implements PluginConfig.RootFs {
    ParsedRootFs {
        diffIds = List.copyOf(diffIds);
    }
}
