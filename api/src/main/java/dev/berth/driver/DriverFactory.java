package dev.berth.driver;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that types the plugins of a capability (whiteboard): for each such plugin its driver is
 * registered as a service, beside the {@link dev.berth.capability.PluginClient} and with the same
 * properties. It says which capability with {@link
 * dev.berth.capability.CapabilityProperties#CAPABILITY}, as a {@link
 * dev.berth.capability.CapabilityHandler} does. Of several for one capability and type each makes
 * its own service.
 *
 * <p>Called on a thread of this factory's own, one call at a time. What it throws is logged, and
 * the plugin then has no driver of it. When the factory's service goes, its drivers go.
 *
 * @param <D> the driver's interface
 */
@ConsumerType
public interface DriverFactory<D> {

    /** Returns the interface under which drivers are registered as services. */
    Class<D> type();

    /** Makes the driver of one plugin, which runs. */
    D create(DriverClient plugin);

    /**
     * Called when another process has taken over from the plugin's while it was upgraded: the
     * driver, its service and its client stay, and the process knows nothing of what the former one
     * was told.
     */
    default void replaced(D driver) {}

    /** Called when a driver's service has gone: its plugin goes, or the factory. */
    default void destroy(D driver) {}
}
