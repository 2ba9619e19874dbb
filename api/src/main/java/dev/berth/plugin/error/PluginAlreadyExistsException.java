package dev.berth.plugin.error;

import java.util.Objects;

/** A plugin of this name is here already. */
public final class PluginAlreadyExistsException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public PluginAlreadyExistsException(String name) {
        super(
                "plugin %s already exists; remove it first, or choose another name by an alias"
                        .formatted(name));
        this.name = Objects.requireNonNull(name, "name");
    }

    /** Returns the name that is taken. */
    public String name() {
        return name;
    }
}
