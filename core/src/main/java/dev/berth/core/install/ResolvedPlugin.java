package dev.berth.core.install;

import dev.berth.core.config.PluginConfigReader;
import dev.berth.core.consent.RequiredPrivileges;
import dev.berth.core.store.StoredVersion;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.Privilege;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.util.List;

/**
 * A plugin's manifest and config, and the source that they came from.
 *
 * @param registry the source, from which layers are fetched as well
 * @param diffIds the config's {@code diff_ids}
 */
record ResolvedPlugin(
        PluginRegistry registry,
        PluginReference reference,
        PluginManifest manifest,
        PluginConfig config,
        DiffIds diffIds) {

    static ResolvedPlugin of(
            PluginRegistry registry, PluginReference reference, PluginManifest manifest) {
        PluginConfig config = PluginConfigReader.read(manifest.configBytes());
        DiffIds diffIds = DiffIds.of(reference, config, manifest.layers());
        return new ResolvedPlugin(registry, reference, manifest, config, diffIds);
    }

    /** Returns the digests of all that the plugin consists of. */
    List<Digest> digests() {
        return StoredVersion.digests(manifest.manifest(), manifest.config(), manifest.layers());
    }

    List<Privilege> privileges() {
        return RequiredPrivileges.of(config);
    }
}
