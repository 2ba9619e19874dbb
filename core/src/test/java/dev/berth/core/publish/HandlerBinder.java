package dev.berth.core.publish;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityHandler;
import dev.berth.capability.CapabilityProperties;
import dev.berth.core.testing.TestReference;
import java.util.Map;

/** Lets tests of other packages add handlers, as the service registry does. */
public final class HandlerBinder {
    private HandlerBinder() {}

    public static TestReference<CapabilityHandler> add(
            HandlerRegistry handlers, Capability capability, CapabilityHandler handler) {
        return add(handlers, new String[] {capability.toString()}, handler);
    }

    public static TestReference<CapabilityHandler> add(
            HandlerRegistry handlers, String[] capabilities, CapabilityHandler handler) {
        TestReference<CapabilityHandler> reference =
                new TestReference<>(
                        () -> handler, Map.of(CapabilityProperties.CAPABILITY, capabilities));
        handlers.bindHandler(reference);
        return reference;
    }

    public static void update(
            HandlerRegistry handlers,
            TestReference<CapabilityHandler> reference,
            Capability capability) {
        reference.setProperties(Map.of(CapabilityProperties.CAPABILITY, capability.toString()));
        handlers.updatedHandler(reference);
    }

    public static void remove(
            HandlerRegistry handlers, TestReference<CapabilityHandler> reference) {
        handlers.unbindHandler(reference);
    }

    public static void end(HandlerRegistry handlers) {
        handlers.deactivate();
    }
}
