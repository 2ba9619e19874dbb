package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;

/** {@code network} of a config. */
record ParsedNetwork(String type) implements PluginConfig.Network {}
