package dev.berth.core.event;

import dev.berth.plugin.PluginEvent;
import java.time.Instant;
import java.util.Map;

/** An event as it is sent. */
record DispatchedEvent(
        Kind kind, String id, String name, Instant time, Map<String, String> attributes)
        implements PluginEvent {
    DispatchedEvent {
        attributes = Map.copyOf(attributes);
    }
}
