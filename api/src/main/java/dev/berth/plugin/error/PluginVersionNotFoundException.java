package dev.berth.plugin.error;

import dev.berth.plugin.Digest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plugin does not keep the version that it should return to. */
public final class PluginVersionNotFoundException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String plugin;

    /**
     * @param version the version that was asked for; empty for the one before the present one
     * @param kept the versions that it does keep
     */
    public PluginVersionNotFoundException(
            String plugin, Optional<Digest> version, List<Digest> kept) {
        super(message(plugin, version, kept));
        this.plugin = Objects.requireNonNull(plugin, "plugin");
    }

    private static String message(String plugin, Optional<Digest> version, List<Digest> kept) {
        if (kept.isEmpty()) {
            return "plugin %s has no earlier version to return to: none has been kept by an upgrade"
                    .formatted(plugin);
        }
        return "plugin %s does not keep a version %s; it keeps %s"
                .formatted(
                        plugin,
                        version.map(Digest::toString).orElse("before this one"),
                        kept.stream().map(Digest::toString).collect(Collectors.joining(", ")));
    }

    /** Returns the plugin's name. */
    public String plugin() {
        return plugin;
    }
}
