package dev.berth.plugin.error;

import java.util.List;
import java.util.Objects;

/** Somebody uses the plugin. */
public final class PluginInUseException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<String> holders;

    public PluginInUseException(String name, List<String> holders) {
        super(
                "plugin %s is in use by %s"
                        .formatted(
                                name,
                                String.join(", ", Objects.requireNonNull(holders, "holders"))));
        this.name = Objects.requireNonNull(name, "name");
        this.holders = List.copyOf(Objects.requireNonNull(holders, "holders"));
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
