package dev.berth.plugin.error;

import java.util.List;
import java.util.Objects;

/** What was asked for is the beginning of several IDs. */
public final class AmbiguousPluginException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final String prefix;
    private final transient List<String> ids;

    public AmbiguousPluginException(String prefix, List<String> ids) {
        super(
                "multiple plugins found for \"%s\": %s; use more digits"
                        .formatted(prefix, String.join(", ", Objects.requireNonNull(ids, "ids"))));
        this.prefix = Objects.requireNonNull(prefix, "prefix");
        this.ids = List.copyOf(Objects.requireNonNull(ids, "ids"));
    }

    /** Returns what was asked for. */
    public String prefix() {
        return prefix;
    }

    /** Returns the IDs that begin so. */
    public List<String> ids() {
        return ids;
    }
}
