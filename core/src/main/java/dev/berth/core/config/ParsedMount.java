package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;
import java.util.List;
import java.util.Optional;

/** One of {@code mounts} of a config. */
public record ParsedMount(
        String name,
        String description,
        List<String> settable,
        Optional<String> source,
        String destination,
        String type,
        List<String> options)
        implements PluginConfig.Mount {
    public ParsedMount {
        settable = List.copyOf(settable);
        options = List.copyOf(options);
    }

    /** Returns a mount with another source. */
    public static PluginConfig.Mount of(PluginConfig.Mount mount, String source) {
        return new ParsedMount(
                mount.name(),
                mount.description(),
                mount.settable(),
                Optional.of(source),
                mount.destination(),
                mount.type(),
                mount.options());
    }
}
