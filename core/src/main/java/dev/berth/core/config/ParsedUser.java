package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;

/** {@code user} of a config. */
record ParsedUser(long uid, long gid) implements PluginConfig.User {}
