package dev.berth.plugin;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a plugin.
 *
 * @param id the plugin's ID; for {@link Kind#PULL} too
 * @param name the plugin's familiar name, with tag
 * @param attributes more about it: {@code reference} for a pull; {@code exitCode} and {@code
 *     message} for a death
 */
public record PluginEvent(
        Kind kind, String id, String name, Instant time, Map<String, String> attributes) {

    public PluginEvent {
        attributes = Map.copyOf(attributes);
    }

    /** What happened; the first six are Docker's. */
    public enum Kind {
        CREATE,
        PULL,
        PUSH,
        ENABLE,
        DISABLE,
        REMOVE,
        /** A setting was changed. */
        SET,
        /** It ended although it was enabled; it will be started again. */
        DIE,
        /** It was started again after it had died. */
        RESTART
    }
}
