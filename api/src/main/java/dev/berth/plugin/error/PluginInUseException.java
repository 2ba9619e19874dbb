package dev.berth.plugin.error;

import java.util.List;

/** Somebody uses the plugin. */
public final class PluginInUseException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<String> holders;

    public PluginInUseException(String name, List<String> holders) {
        super("plugin %s is in use by %s".formatted(name, String.join(", ", holders)));
        this.name = name;
        this.holders = List.copyOf(holders);
    }

    /** Returns the plugin's name. */
    public String name() {
        return name;
    }

    /** Returns who uses it. */
    public List<String> holders() {
        return holders;
    }
}
