package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;

/** {@code args} of a config. */
record ParsedArgs(String name, String description, List<String> settable, List<String> value)
        implements PluginConfig.Args {
    ParsedArgs {
        settable = List.copyOf(settable);
        value = List.copyOf(value);
    }
}
