package dev.berth.plugin;

/**
 * What a plugin is doing now, as observed; never stored. More states may come: who switches over
 * them has a default.
 */
public enum PluginState {
    /** Not running, and not asked to. */
    DISABLED,
    /**
     * On its way to running: being started, waiting to be started again after it died, or waiting
     * for a plugin runtime.
     */
    ENABLING,
    /** Running and reachable; its capabilities are services. */
    ENABLED,
    /** On its way to not running. */
    DISABLING,
    /**
     * Asked to run, and given up: it has crashed too often. It is started again by {@link
     * PluginManager#enable} only, or when the engine is started.
     */
    FAILED
}
