package dev.berth.engine.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.PluginEvent;
import dev.berth.shared.text.PrintableText;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes an event as {@code GET /events} streams it and {@code docker events} reads it. */
public final class EventJson {
    private static final String REFERENCE = "reference";
    private static final long NANOS = 1_000_000_000L;

    private EventJson() {}

    public static String of(PluginEvent event) {
        ObjectNode json = JsonDocuments.object();
        json.put("Type", "plugin").put("Action", action(event));
        ObjectNode actor = json.putObject("Actor").put("ID", actor(event));
        ObjectNode attributes = actor.putObject("Attributes");
        attributes(event).forEach(attributes::put);
        Instant time = event.time();
        json.put("scope", "local").put("time", time.getEpochSecond());
        json.put("timeNano", time.getEpochSecond() * NANOS + time.getNano());
        return json.toString();
    }

    /** Returns {@code Action}, Docker's name of the kind of event. */
    public static String action(PluginEvent event) {
        return event.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Returns {@code Actor.ID}: the plugin's ID, for a pull the reference. */
    public static String actor(PluginEvent event) {
        return event.kind() == PluginEvent.Kind.PULL
                ? event.attributes().getOrDefault(REFERENCE, event.id())
                : event.id();
    }

    /** Returns {@code Actor.Attributes}. */
    public static Map<String, String> attributes(PluginEvent event) {
        Map<String, String> all = new TreeMap<>();
        event.attributes().forEach((key, value) -> all.put(key, PrintableText.line(value)));
        if (event.kind() == PluginEvent.Kind.PULL) {
            all.remove(REFERENCE);
        }
        all.put("name", event.name());
        return all;
    }
}
