package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;
import java.util.Optional;

/** One of {@code env} of a config. */
record ParsedEnv(String name, String description, List<String> settable, Optional<String> value)
        implements PluginConfig.Env {
    ParsedEnv {
        settable = List.copyOf(settable);
    }
}
