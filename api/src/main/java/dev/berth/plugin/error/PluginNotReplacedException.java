package dev.berth.plugin.error;

import java.util.Objects;

/**
 * The other version of an enabled plugin did not prove itself, or cannot take over while the plugin
 * runs; the present version goes on.
 */
public final class PluginNotReplacedException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String plugin;

    /**
     * @param reason what was wrong with the other version
     * @param cause may be {@code null}
     */
    public PluginNotReplacedException(String plugin, String reason, Throwable cause) {
        super(
                "plugin %s stays at its present version, because the other one is not usable: %s"
                        .formatted(plugin, reason),
                cause);
        this.plugin = Objects.requireNonNull(plugin, "plugin");
    }

    /** Returns the plugin's name. */
    public String plugin() {
        return plugin;
    }
}
