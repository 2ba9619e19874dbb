package dev.berth.core.store;

import dev.berth.plugin.PluginConfig;

/** A stored plugin: its document, and its parsed config. */
public record StoredPlugin(PluginDocument document, PluginConfig config) {}
