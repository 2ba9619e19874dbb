package dev.berth.core.driver;

import dev.berth.capability.Capability;
import dev.berth.core.client.CapabilityClient;

/**
 * Makes the typed driver service of one capability.
 *
 * @param <D> the driver's interface
 */
public interface DriverFactory<D> {

    /** Returns the capability whose protocol the drivers speak. */
    Capability capability();

    /** Returns the interface under which drivers are registered as services. */
    Class<D> type();

    /** Makes the driver of one plugin; nothing is called yet. */
    D create(CapabilityClient plugin);
}
