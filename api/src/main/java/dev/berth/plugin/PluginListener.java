package dev.berth.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/** Listener to the events of all managed plugins: a service (whiteboard). */
@ConsumerType
@FunctionalInterface
public interface PluginListener {

    /**
     * Called after the event, for each plugin in order, on a thread of the manager that no plugin
     * waits for. What it throws is logged and harms nobody.
     */
    void plugin(PluginEvent event);
}
