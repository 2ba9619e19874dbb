package dev.berth.plugin.error;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import java.util.List;
import java.util.Objects;

/** The plugin is enabled, and cannot do what it is asked for. */
public final class InadequateCapabilityException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient CapabilityFilter wanted;
    private final transient List<Capability> offered;

    public InadequateCapabilityException(
            String name, Capability required, List<Capability> offered) {
        this(name, CapabilityFilter.of(required), offered);
    }

    /**
     * @param name the plugin's name
     * @param wanted what it was asked for
     * @param offered what it can do
     */
    public InadequateCapabilityException(
            String name, CapabilityFilter wanted, List<Capability> offered) {
        super("plugin %s does not provide \"%s\"; it provides %s".formatted(name, wanted, offered));
        this.name = Objects.requireNonNull(name, "name");
        this.wanted = Objects.requireNonNull(wanted, "wanted");
        this.offered = List.copyOf(Objects.requireNonNull(offered, "offered"));
    }

    /** Returns the plugin's name. */
    public String name() {
        return name;
    }

    /** Returns what it was asked for. */
    public CapabilityFilter wanted() {
        return wanted;
    }

    /** Returns what it was asked for, in version 1.0 if any would have done. */
    public Capability required() {
        return Capability.parse(
                "%s.%s/%s"
                        .formatted(wanted.prefix(), wanted.name(), wanted.version().orElse("1.0")));
    }

    /** Returns what it can do. */
    public List<Capability> offered() {
        return offered;
    }
}
