package dev.berth.plugin.error;

import java.util.Objects;

/** What was asked can only be done to an enabled plugin. */
public final class PluginDisabledException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public PluginDisabledException(String name) {
        super("plugin %s found but disabled".formatted(name));
        this.name = Objects.requireNonNull(name, "name");
    }

    /** Returns the plugin's name. */
    public String name() {
        return name;
    }
}
