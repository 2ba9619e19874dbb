package dev.berth.plugin.error;

import dev.berth.plugin.Privilege;
import java.util.List;
import java.util.Objects;

/** What was granted is not exactly what the plugin asks for; nothing was installed. */
public final class PrivilegesNotGrantedException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String reference;
    private final transient List<Privilege> required;
    private final transient List<Privilege> granted;

    public PrivilegesNotGrantedException(
            String reference, List<Privilege> required, List<Privilege> granted) {
        super(
                ("incorrect privileges: plugin %s asks for %s, and %s granted;"
                                + " look at its privileges and grant exactly those")
                        .formatted(
                                reference,
                                show(Objects.requireNonNull(required, "required")),
                                were(Objects.requireNonNull(granted, "granted"))));
        this.reference = Objects.requireNonNull(reference, "reference");
        this.required = List.copyOf(Objects.requireNonNull(required, "required"));
        this.granted = List.copyOf(Objects.requireNonNull(granted, "granted"));
    }

    /** Returns the plugin's reference. */
    public String reference() {
        return reference;
    }

    /** Returns what the plugin asks for. */
    public List<Privilege> required() {
        return required;
    }

    /** Returns what was granted. */
    public List<Privilege> granted() {
        return granted;
    }

    private static String were(List<Privilege> granted) {
        return show(granted) + (granted.size() == 1 ? " was" : " were");
    }

    private static String show(List<Privilege> privileges) {
        return privileges.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        privileges.stream()
                                .map(p -> p.name() + " [" + String.join(" ", p.value()) + "]")
                                .toList());
    }
}
