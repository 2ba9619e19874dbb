package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.CapabilityProperties;
import java.util.Map;

/** Lets tests of other packages add handlers, as the service registry does. */
public final class HandlerBinder {
    private HandlerBinder() {}

    public static void add(
            HandlerRegistry handlers, Capability capability, CapabilityHandler handler) {
        handlers.bindHandler(
                handler, Map.of(CapabilityProperties.CAPABILITY, capability.toString()));
    }

    public static void add(
            HandlerRegistry handlers, String[] capabilities, CapabilityHandler handler) {
        handlers.bindHandler(handler, Map.of(CapabilityProperties.CAPABILITY, capabilities));
    }

    public static void remove(HandlerRegistry handlers, CapabilityHandler handler) {
        handlers.unbindHandler(handler);
    }
}
