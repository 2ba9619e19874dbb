package dev.berth.core.install;

import dev.berth.core.config.ConfigRules;
import dev.berth.core.consent.RequiredPrivileges;
import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.store.AdmissionResult;
import dev.berth.core.store.AttachedDocuments;
import dev.berth.core.store.StoredVersion;
import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.Privilege;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PluginRegistry;
import java.util.List;
import java.util.Optional;

/**
 * A plugin's manifest and config, and the source that they came from.
 *
 * @param registry the source, from which layers are fetched as well
 * @param diffIds the config's {@code diff_ids}
 * @param attachments what refers to it, to be kept with it
 * @param admission what the policies say of it that have admitted it
 */
record ResolvedPlugin(
        PluginRegistry registry,
        PluginReference reference,
        PluginManifest manifest,
        PluginConfig config,
        DiffIds diffIds,
        List<Attachment> attachments,
        AdmissionResult admission) {
    ResolvedPlugin {
        attachments = List.copyOf(attachments);
    }

    static ResolvedPlugin of(
            PluginRegistry registry,
            PluginReference reference,
            PluginManifest manifest,
            ConfigRules rules) {
        PluginConfig config = rules.read(manifest.configBytes());
        DiffIds diffIds = DiffIds.of(reference, config, manifest.layers());
        return new ResolvedPlugin(
                registry, reference, manifest, config, diffIds, List.of(), AdmissionResult.NONE);
    }

    ResolvedPlugin admitted(AdmissionResult given) {
        return new ResolvedPlugin(
                registry, reference, manifest, config, diffIds, attachments, given);
    }

    ResolvedPlugin with(List<Attachment> read) {
        return new ResolvedPlugin(registry, reference, manifest, config, diffIds, read, admission);
    }

    /** Returns what is kept with it, as its document says it. */
    AttachedDocuments attached() {
        List<Descriptor> indexes =
                manifest.indexDocuments().isEmpty() ? List.of() : manifest.indexes();
        return new AttachedDocuments(
                indexes, attachments.stream().map(Attachment::stored).toList());
    }

    /** Returns the digest of the manifest. */
    Digest digest() {
        return manifest.manifest().digest();
    }

    /** Returns the digest of the outermost index that it was chosen from. */
    Optional<Digest> index() {
        return manifest.indexes().stream().findFirst().map(Descriptor::digest);
    }

    /** Returns the digests of all that the plugin consists of. */
    List<Digest> digests() {
        return StoredVersion.digests(
                manifest.manifest(), manifest.config(), manifest.layers(), attached());
    }

    /** Returns what it asks for as it is published. */
    List<Privilege> privileges() {
        return RequiredPrivileges.of(config);
    }

    /** Returns what it is started with in place of the present version of a plugin. */
    PluginSettings settings(ManagedPlugin plugin) {
        return plugin.document().settings().over(config);
    }

    /** Returns what it asks for in place of the present version of a plugin. */
    List<Privilege> privileges(ManagedPlugin plugin) {
        return RequiredPrivileges.of(config, settings(plugin));
    }
}
