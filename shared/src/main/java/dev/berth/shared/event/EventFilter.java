package dev.berth.shared.event;

import dev.berth.plugin.PluginEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The filters of {@code docker events}.
 *
 * @param values the values for each name; names that nobody knows are not looked at, as in Docker
 */
public record EventFilter(Map<String, Set<String>> values) implements Predicate<PluginEvent> {
    /** Filters for Docker's other kinds of objects, which no event here matches. */
    private static final List<String> OTHER_KINDS =
            List.of(
                    "config",
                    "container",
                    "daemon",
                    "image",
                    "network",
                    "node",
                    "secret",
                    "service",
                    "volume");

    @Override
    public boolean test(PluginEvent event) {
        return OTHER_KINDS.stream().noneMatch(values::containsKey)
                && allows("type", "plugin"::equals)
                && allows("scope", "local"::equals)
                && allows("event", EventText.action(event)::equals)
                && allows("plugin", p -> isAbout(event, p))
                && get("label").stream().allMatch(l -> hasLabel(event, l));
    }

    private Set<String> get(String name) {
        return values.getOrDefault(name, Set.of());
    }

    /** Returns whether a name has no values, or one that matches. */
    private boolean allows(String name, Predicate<String> matches) {
        return get(name).isEmpty() || get(name).stream().anyMatch(matches);
    }

    private static boolean isAbout(PluginEvent event, String prefix) {
        return EventText.actor(event).startsWith(prefix) || event.name().startsWith(prefix);
    }

    private static boolean hasLabel(PluginEvent event, String label) {
        String[] parts = label.split("=", 2);
        String value = EventText.attributes(event).get(parts[0]);
        return value != null && (parts.length == 1 || value.equals(parts[1]));
    }
}
