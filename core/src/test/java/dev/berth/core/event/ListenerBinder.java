package dev.berth.core.event;

import dev.berth.plugin.PluginListener;

/** Lets tests of other packages listen, as the service registry does. */
public final class ListenerBinder {
    private ListenerBinder() {}

    public static void to(EventDispatcher events, PluginListener listener) {
        events.bindListener(listener);
    }

    public static void end(EventDispatcher events) {
        events.deactivate();
    }
}
