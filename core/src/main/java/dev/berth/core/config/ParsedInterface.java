package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;

/** {@code interface} of a config. */
record ParsedInterface(List<String> types, String socket, String protocolScheme)
        implements PluginConfig.Interface {
    ParsedInterface {
        types = List.copyOf(types);
    }
}
