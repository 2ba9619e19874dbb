package dev.berth.core.lifecycle;

import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.StoredPlugin;
import dev.berth.core.store.StoredVersion;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginConfig;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.PluginSettings;
import dev.berth.plugin.PluginStatus;
import dev.berth.plugin.PluginVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A managed plugin at one moment. */
record PluginSnapshot(
        String id,
        PluginReference name,
        Optional<PluginReference> source,
        Digest digest,
        Optional<Digest> index,
        List<String> signedBy,
        List<PluginVersion> previousVersions,
        PluginConfig config,
        PluginSettings settings,
        boolean enabled,
        Map<String, String> supervision,
        Map<String, String> confinement,
        PluginStatus status)
        implements Plugin {

    /**
     * Returns the snapshot of a stored plugin.
     *
     * @param supervision the words that it is supervised by
     * @param confinement the words that it is confined by
     */
    static PluginSnapshot of(
            StoredPlugin stored,
            Map<String, String> supervision,
            Map<String, String> confinement,
            PluginStatus status) {
        PluginDocument document = stored.document();
        return new PluginSnapshot(
                document.id(),
                PluginReference.parse(document.name()),
                document.version().reference(),
                document.manifest().digest(),
                Optional.ofNullable(document.index()).flatMap(Digest::tryParse),
                document.admission().signers(),
                document.previous().stream().map(KeptVersion::of).toList(),
                stored.config(),
                document.settings().over(stored.config()),
                document.wanted(),
                supervision,
                confinement,
                status);
    }

    /** A version that is kept. */
    record KeptVersion(Digest digest, Optional<PluginReference> source) implements PluginVersion {

        static PluginVersion of(StoredVersion version) {
            return new KeptVersion(version.manifest().digest(), version.reference());
        }
    }
}
