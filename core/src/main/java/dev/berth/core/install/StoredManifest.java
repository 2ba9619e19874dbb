package dev.berth.core.install;

import dev.berth.core.store.BlobStore;
import dev.berth.core.store.PluginDocument;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.PluginManifest;
import java.io.IOException;

/** Reads a stored plugin's manifest and config as a {@link PluginManifest}. */
final class StoredManifest {
    private StoredManifest() {}

    static PluginManifest of(BlobStore blobs, PluginDocument document) {
        try {
            return PluginManifest.of(
                    document.manifest(),
                    blobs.read(document.manifest()),
                    document.config(),
                    blobs.read(document.config()),
                    document.layers());
        } catch (IOException e) {
            throw new PluginStorageException(
                    blobs.path(document.manifest().digest()),
                    "cannot read plugin %s: %s".formatted(document.name(), e.getMessage()),
                    e);
        }
    }
}
