package dev.berth.core.install;

import dev.berth.core.lifecycle.ManagedPlugin;
import dev.berth.core.provider.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.store.PluginDocument;
import dev.berth.plugin.Plugin;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.PluginManifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/** Writes a plugin's stored blobs as an OCI image layout in a tar, which another host can load. */
public final class Saver {
    private final Providers providers;
    private final SignatureSource signatures;
    private final BlobStore blobs;

    public Saver(Providers providers, SignatureSource signatures, BlobStore blobs) {
        this.providers = providers;
        this.signatures = signatures;
        this.blobs = blobs;
    }

    /** Saves a plugin, which may be changed or removed meanwhile, and closes the archive. */
    public Plugin save(ManagedPlugin plugin, OutputStream archive) throws InterruptedException {
        PluginDocument document = plugin.document();
        blobs.hold(document.version().digests());
        // Some file systems report a full disk at the close only.
        try (OutputStream out = archive) {
            PluginReference name = PluginReference.parse(document.name());
            PluginManifest manifest = signatures.manifest(document, Optional.empty());
            providers
                    .layouts()
                    .write(name, manifest, signatures.blobs(document, Optional.empty()), out);
            out.flush();
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new PluginStorageException(
                    blobs.path(document.manifest().digest()),
                    "cannot save plugin %s: %s".formatted(document.name(), e.getMessage()),
                    e);
        } finally {
            blobs.release(document.version().digests());
        }
        return plugin.snapshot();
    }
}
