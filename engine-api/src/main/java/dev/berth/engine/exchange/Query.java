package dev.berth.engine.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The decoded query parameters of a request. */
public record Query(Map<String, List<String>> parameters) {
    private static final Set<String> OFF = Set.of("", "0", "no", "false", "none");

    /** Returns a parameter's first value, empty when it is missing. */
    public String get(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Returns whether a flag is set: to anything but a few words, as in dockerd. */
    public boolean isSet(String name) {
        return !OFF.contains(get(name).strip().toLowerCase(Locale.ROOT));
    }
}
