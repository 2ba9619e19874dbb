package dev.berth.capability;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that is told of each plugin with a capability as it comes and goes (whiteboard): also
 * of those that were there before it. It says which with {@link CapabilityProperties#CAPABILITY}.
 *
 * <p>Called on a thread of this handler's own, one call at a time: one that is slow delays only
 * itself. What it throws, errors as well, is logged and harms nobody. It cannot wait for an {@link
 * dev.berth.plugin.Operation} of the plugin that it is told of: that fails at once.
 *
 * <p>A plugin that comes and goes before the handler has time for it is not told of. A handler
 * service that is registered twice is two handlers. When its {@link
 * CapabilityProperties#CAPABILITY} changes, it is told of what it now has and has no more. When its
 * service goes, it is told nothing any more, and {@link #removed} is not called for what is there:
 * unlike a {@code ServiceTracker} that is closed, it has to clean up by itself.
 */
@ConsumerType
public interface CapabilityHandler {

    /**
     * Called when the plugin can be used: its state, its leases and its services say so already.
     */
    void added(PluginClient client);

    /**
     * Called after the plugin's services have gone, with the client that {@link #added} was called
     * with; also if that threw. The client can still be used, unless the plugin has died: its
     * process is stopped only after all handlers have returned, or the time that the manager's
     * configuration gives them ({@code handler.timeout.seconds}) is over.
     */
    void removed(PluginClient client);
}
