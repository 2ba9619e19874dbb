package dev.berth.core.event;

import dev.berth.plugin.PluginListener;

/** Lets tests of other packages listen, as the service registry does. */
public final class Listening {
    private Listening() {}

    public static void to(Events events, PluginListener listener) {
        events.bindListener(listener);
    }

    public static void end(Events events) {
        events.deactivate();
    }
}
