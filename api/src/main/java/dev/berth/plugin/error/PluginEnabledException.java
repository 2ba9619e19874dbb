package dev.berth.plugin.error;

import java.util.Objects;

/** What was asked can only be done to a disabled plugin. */
public final class PluginEnabledException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public PluginEnabledException(String name) {
        super("plugin %s is enabled; disable it first".formatted(name));
        this.name = Objects.requireNonNull(name, "name");
    }

    /** Returns the plugin's name. */
    public String name() {
        return name;
    }
}
