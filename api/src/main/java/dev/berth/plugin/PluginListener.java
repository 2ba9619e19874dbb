package dev.berth.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/** Listener to the events of all managed plugins: a service (whiteboard). */
@ConsumerType
@FunctionalInterface
public interface PluginListener {

    /**
     * Called after the event, one call at a time and for each plugin in order, on a thread of this
     * listener's own: one that is slow delays only itself. When it is 1,000 events behind, it
     * misses the oldest, which is logged. What it throws, errors as well, is logged and harms
     * nobody.
     */
    void plugin(PluginEvent event);
}
