package dev.berth.core.config;

import dev.berth.plugin.PluginConfig;

/**
 * What a config must keep to when a plugin is installed, upgraded, created or loaded. Configs of
 * installed plugins are read without, so that a rule that is new loses no plugin.
 */
public record ConfigRules(MountRules mounts) {

    /**
     * Parses the config of a plugin that is not installed yet.
     *
     * @throws dev.berth.plugin.error.InvalidPluginException as {@link PluginConfigReader#read}
     * @throws dev.berth.plugin.error.MountNotAllowedException if a mount is not allowed
     */
    public PluginConfig read(byte[] bytes) {
        PluginConfig config = PluginConfigReader.read(bytes);
        mounts.require(config.mounts());
        return config;
    }
}
