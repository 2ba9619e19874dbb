package dev.berth.testing.plugin;

import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginEvent;
import java.time.Instant;
import java.util.Map;

/** Something that happened to a plugin. */
public record EventFixture(
        Kind kind, String id, String name, Instant time, Map<String, String> attributes)
        implements PluginEvent {

    /** Returns an event of this moment. */
    public static EventFixture of(Kind kind, Plugin plugin, Map<String, String> attributes) {
        return new EventFixture(
                kind, plugin.id(), plugin.name().familiar(), Instant.now(), attributes);
    }
}
