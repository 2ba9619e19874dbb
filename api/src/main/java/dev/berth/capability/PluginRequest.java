package dev.berth.capability;

import java.time.Duration;

/**
 * One call to a plugin.
 *
 * @param method {@code VolumeDriver.Create}: what stands behind the slash
 * @param body a JSON document, or an empty array for a call without arguments; not changed
 * @param deadline how long the whole call may take; zero for the plugin's own limit
 * @param repeatable whether it does no harm to make it twice; such a call is made again on a new
 *     connection when one breaks
 */
public record PluginRequest(String method, byte[] body, Duration deadline, boolean repeatable) {
    private static final byte[] NOTHING = {};

    /** Returns a call without arguments that only asks. */
    public static PluginRequest ask(String method, Duration deadline) {
        return new PluginRequest(method, NOTHING, deadline, true);
    }

    /** Returns a call that may change something. */
    public static PluginRequest change(String method, byte[] body, Duration deadline) {
        return new PluginRequest(method, body, deadline, false);
    }
}
