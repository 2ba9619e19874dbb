package dev.berth.capability;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that is told of each plugin with a capability as it comes and goes (whiteboard): also
 * of those that were there before it. It says which with {@link CapabilityProperties#CAPABILITY}.
 *
 * <p>Called on threads of the manager: for one plugin in order, for different plugins at once. What
 * it throws is logged and harms nobody. It should not block for long: the plugin's enabling or
 * disabling waits for it. It must not wait for an {@link dev.berth.plugin.Operation} of the plugin
 * that it is told of: that begins only after it has returned.
 */
@ConsumerType
public interface CapabilityHandler {

    /** Called when the plugin can be used. */
    void added(PluginClient client);

    /** Called before the plugin goes, with the client that {@link #added} was called with. */
    void removed(PluginClient client);
}
