package dev.berth.plugin.error;

import java.util.Objects;

/** No plugin has this name, ID or ID prefix. */
public final class PluginNotFoundException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public PluginNotFoundException(String name) {
        super("plugin \"%s\" not found".formatted(name));
        this.name = Objects.requireNonNull(name, "name");
    }

    /** Returns what was asked for. */
    public String name() {
        return name;
    }
}
