package dev.berth.plugin.error;

import dev.berth.capability.Capability;
import java.util.List;
import java.util.Objects;

/** The plugin is enabled, and cannot do what it is asked for. */
public final class InadequateCapabilityException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Capability required;
    private final transient List<Capability> offered;

    public InadequateCapabilityException(
            String name, Capability required, List<Capability> offered) {
        super(
                "plugin %s does not provide \"%s\"; it provides %s"
                        .formatted(name, required, offered));
        this.name = Objects.requireNonNull(name, "name");
        this.required = Objects.requireNonNull(required, "required");
        this.offered = List.copyOf(Objects.requireNonNull(offered, "offered"));
    }

    /** Returns the plugin's name. */
    public String name() {
        return name;
    }

    /** Returns what it was asked for. */
    public Capability required() {
        return required;
    }

    /** Returns what it can do. */
    public List<Capability> offered() {
        return offered;
    }
}
