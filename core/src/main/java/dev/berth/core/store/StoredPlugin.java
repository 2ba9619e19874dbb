package dev.berth.core.store;

import dev.berth.plugin.PluginConfig;

/** A plugin that is in the store: its document, and its config as read. */
public record StoredPlugin(PluginDocument document, PluginConfig config) {}
