package dev.berth.core.publish;

import dev.berth.capability.CapabilityProperties;
import dev.berth.core.testing.TestReference;
import dev.berth.driver.DriverFactory;
import java.util.Map;

/** Lets tests of other packages add driver factories, as the service registry does. */
public final class DriverBinder {
    private DriverBinder() {}

    public static TestReference<DriverFactory<?>> add(
            DriverRegistry drivers, String capability, DriverFactory<?> factory) {
        TestReference<DriverFactory<?>> reference =
                new TestReference<>(
                        () -> factory, Map.of(CapabilityProperties.CAPABILITY, capability));
        drivers.bindFactory(reference);
        return reference;
    }

    public static void update(
            DriverRegistry drivers, TestReference<DriverFactory<?>> reference, String capability) {
        reference.setProperties(Map.of(CapabilityProperties.CAPABILITY, capability));
        drivers.updatedFactory(reference);
    }

    public static void remove(DriverRegistry drivers, TestReference<DriverFactory<?>> reference) {
        drivers.unbindFactory(reference);
    }

    public static void end(DriverRegistry drivers) {
        drivers.deactivate();
    }
}
