package dev.berth.core.install;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.core.consent.RequiredPrivileges;
import dev.berth.core.store.Digests;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.Privilege;
import dev.berth.plugin.Reference;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.util.List;

/**
 * A plugin that a registry has, as far as its manifest and config tell.
 *
 * @param registry where it was found, and its layers are
 */
record Arrival(
        PluginRegistry registry,
        Reference reference,
        PluginManifest manifest,
        PluginConfig config) {

    static Arrival of(PluginRegistry registry, Reference reference, PluginManifest manifest) {
        Digests.require(manifest.manifest());
        Digests.require(manifest.config());
        manifest.layers().forEach(Digests::require);
        return new Arrival(
                registry, reference, manifest, PluginConfigReader.read(manifest.configBytes()));
    }

    List<Privilege> privileges() {
        return RequiredPrivileges.of(config);
    }
}
