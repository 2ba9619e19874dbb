package dev.berth.core.event;

import dev.berth.core.testing.TestReference;
import dev.berth.plugin.PluginListener;
import java.util.Map;

/** Lets tests of other packages listen, as the service registry does. */
public final class ListenerBinder {
    private ListenerBinder() {}

    public static void to(EventDispatcher events, PluginListener listener) {
        events.bindListener(new TestReference<>(() -> listener, Map.of()));
    }

    public static void end(EventDispatcher events) {
        events.deactivate();
    }
}
