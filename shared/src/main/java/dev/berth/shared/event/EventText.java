package dev.berth.shared.event;

import dev.berth.plugin.PluginEvent;
import dev.berth.shared.text.PrintableText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parts of an event in Docker's words, and the line that {@code docker events} prints. */
public final class EventText {
    private static final String REFERENCE = "reference";

    /** Go's {@code RFC3339Nano} with all nine digits. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnnXXX", Locale.ROOT);

    private EventText() {}

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

    /** Returns the line of an event. */
    public static String line(PluginEvent event, ZoneId zone) {
        String attributes =
                attributes(event).entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining(", "));
        return "%s plugin %s %s (%s)"
                .formatted(time(event.time(), zone), action(event), actor(event), attributes);
    }

    /** Returns a time as Docker prints those of events and log lines. */
    public static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }
}
