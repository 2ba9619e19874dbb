package dev.berth.plugin;

/** What a plugin is doing now, as observed; never stored. */
public enum PluginState {
    /** Not running, and not asked to. */
    DISABLED,
    /** On its way to running: being started, or waiting to be started again after it died. */
    ENABLING,
    /** Running and reachable; its capabilities are services. */
    ENABLED,
    /** On its way to not running. */
    DISABLING
}
