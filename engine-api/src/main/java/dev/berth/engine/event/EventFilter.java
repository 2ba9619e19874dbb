package dev.berth.engine.event;

import dev.berth.engine.json.EventJson;
import dev.berth.engine.json.Filters;
import dev.berth.plugin.PluginEvent;
import java.util.List;
import java.util.function.Predicate;

/**
 * The filters of {@code GET /events}.
 *
 * @param filters as it sent them; those that nobody knows are not looked at, as in Docker
 */
public record EventFilter(Filters filters) implements Predicate<PluginEvent> {
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
        return OTHER_KINDS.stream().noneMatch(filters::has)
                && filters.allows("type", "plugin"::equals)
                && filters.allows("scope", "local"::equals)
                && filters.allows("event", EventJson.action(event)::equals)
                && filters.allows("plugin", p -> isAbout(event, p))
                && filters.allowsAll("label", l -> hasLabel(event, l));
    }

    private static boolean isAbout(PluginEvent event, String prefix) {
        return EventJson.actor(event).startsWith(prefix) || event.name().startsWith(prefix);
    }

    private static boolean hasLabel(PluginEvent event, String label) {
        String[] parts = label.split("=", 2);
        String value = EventJson.attributes(event).get(parts[0]);
        return value != null && (parts.length == 1 || value.equals(parts[1]));
    }
}
