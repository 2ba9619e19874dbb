package dev.berth.plugin;

import dev.berth.capability.Capability;
import dev.berth.capability.CapabilityFilter;
import dev.berth.capability.Lease;
import dev.berth.capability.PluginClient;
import dev.berth.plugin.error.PluginException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds what plugins can do, by name or by capability, without waiting for work on them: the part
 * of the {@link PluginManager} that those need who only use plugins.
 */
@ProviderType
public interface PluginFinder {

    /**
     * Returns the client of an enabled plugin's capability. A legacy plugin is looked for when no
     * managed one has the name, and never otherwise; this may ask it for its capabilities first.
     *
     * @throws dev.berth.plugin.error.PluginNotFoundException if there is none
     * @throws dev.berth.plugin.error.AmbiguousPluginException if it is the prefix of several IDs
     * @throws dev.berth.plugin.error.PluginDisabledException if there is one, and it is not enabled
     * @throws dev.berth.plugin.error.InadequateCapabilityException if it is enabled, and cannot do
     *     it
     */
    default PluginClient find(String name, Capability capability) {
        return find(name, CapabilityFilter.of(capability));
    }

    /**
     * Returns the client of the first of an enabled plugin's capabilities that is asked for, as
     * {@link #find(String, Capability)} does.
     *
     * @throws PluginException as {@link #find(String, Capability)}
     */
    PluginClient find(String name, CapabilityFilter capability);

    /**
     * Returns the clients of all plugins that have a capability, one for each plugin: every enabled
     * managed one, and then every legacy one whose name no managed plugin has, enabled or not.
     * Legacy plugins that have not said yet what they can do are asked, all at once, within 10
     * seconds; one that does not answer is not among them.
     *
     * @param capability what is asked for; one of several capabilities of a plugin suffices
     */
    List<PluginClient> findAll(CapabilityFilter capability);

    /**
     * Takes a plugin into use, so that it cannot be disabled (unless forced) until the lease is
     * closed, or the bundle that got this service has stopped.
     *
     * @param holder who uses it, for the error that others then get and for the plugin's status
     * @throws PluginException as {@link #find(String, Capability)}
     */
    default Lease lease(String name, Capability capability, String holder) {
        return lease(name, CapabilityFilter.of(capability), holder);
    }

    /**
     * Takes a plugin into use, as {@link #lease(String, Capability, String)} does.
     *
     * @throws PluginException as {@link #find(String, Capability)}
     */
    Lease lease(String name, CapabilityFilter capability, String holder);
}
