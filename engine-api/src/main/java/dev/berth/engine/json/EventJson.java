package dev.berth.engine.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plugin.PluginEvent;
import dev.berth.shared.event.EventText;
import java.time.Instant;

/** Writes an event as {@code GET /events} streams it and {@code docker events} reads it. */
public final class EventJson {
    private static final long NANOS = 1_000_000_000L;

    private EventJson() {}

    public static String of(PluginEvent event) {
        ObjectNode json = JsonDocuments.object();
        json.put("Type", "plugin").put("Action", EventText.action(event));
        ObjectNode actor = json.putObject("Actor").put("ID", EventText.actor(event));
        ObjectNode attributes = actor.putObject("Attributes");
        EventText.attributes(event).forEach(attributes::put);
        Instant time = event.time();
        json.put("scope", "local").put("time", time.getEpochSecond());
        json.put("timeNano", time.getEpochSecond() * NANOS + time.getNano());
        return json.toString();
    }
}
