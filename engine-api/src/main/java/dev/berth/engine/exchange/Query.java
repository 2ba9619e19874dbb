package dev.berth.engine.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parameters after the question mark. */
public record Query(Map<String, List<String>> parameters) {
    private static final Set<String> OFF = Set.of("", "0", "no", "false", "none");

    /** Returns a parameter's first value, empty when it is missing. */
    public String get(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Returns whether a switch is on: Docker takes anything for that but a few words. */
    public boolean on(String name) {
        return !OFF.contains(get(name).strip().toLowerCase(Locale.ROOT));
    }
}
