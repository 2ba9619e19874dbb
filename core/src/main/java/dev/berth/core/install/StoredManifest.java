package dev.berth.core.install;

import dev.berth.core.store.AttachedDocuments;
import dev.berth.core.store.BlobStore;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.store.StoredReferrer;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.Referrer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a stored plugin's documents as a {@link PluginManifest}. */
final class StoredManifest {
    private StoredManifest() {}

    static PluginManifest of(BlobStore blobs, PluginDocument document) {
        try {
            AttachedDocuments attached = document.attached();
            return PluginManifest.of(
                            document.manifest(),
                            blobs.read(document.manifest()),
                            document.config(),
                            blobs.read(document.config()),
                            document.layers())
                    .withIndexes(attached.indexes(), read(blobs, attached.indexes()))
                    .withReferrers(referrers(blobs, attached));
        } catch (IOException e) {
            throw new PluginStorageException(
                    blobs.path(document.manifest().digest()),
                    "cannot read plugin %s: %s".formatted(document.name(), e.getMessage()),
                    e);
        }
    }

    private static List<byte[]> read(BlobStore blobs, List<Descriptor> wanted) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (Descriptor one : wanted) {
            all.add(blobs.read(one));
        }
        return all;
    }

    private static List<Referrer> referrers(BlobStore blobs, AttachedDocuments attached)
            throws IOException {
        List<Referrer> all = new ArrayList<>();
        for (StoredReferrer one : attached.referrers()) {
            all.add(
                    Referrer.of(one.subject().digest(), one.manifest(), blobs.read(one.manifest()))
                            .withBlobs(one.blobs()));
        }
        return all;
    }
}
