package dev.berth.core.driver;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.driver.DriverFactory;

/**
 * What makes the typed drivers of a capability.
 *
 * @param wanted the capability, in any version
 */
public record TypedCapability(CapabilityFilter wanted, DriverFactory<?> factory) {

    static TypedCapability of(Capability capability, DriverFactory<?> factory) {
        return new TypedCapability(CapabilityFilter.ofAnyVersion(capability), factory);
    }
}
