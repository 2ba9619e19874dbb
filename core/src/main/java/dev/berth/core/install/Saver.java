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

/** Writes a plugin, as it was pulled or made, to a file that another host can load. */
public final class Saver {
    private final Providers providers;
    private final BlobStore blobs;

    public Saver(Providers providers, BlobStore blobs) {
        this.providers = providers;
        this.blobs = blobs;
    }

    /**
     * Writes a plugin as an OCI image layout, and closes the archive; the plugin may be changed or
     * removed meanwhile.
     */
    public Plugin save(ManagedPlugin plugin, OutputStream archive) throws InterruptedException {
        PluginDocument document = plugin.document();
        blobs.hold(document.digests());
        // What a file system refuses it may tell as late as at the close.
        try (OutputStream out = archive) {
            PluginReference name = PluginReference.parse(document.name());
            PluginManifest manifest = StoredManifest.of(blobs, document);
            providers.layouts().write(name, manifest, blobs::open, out);
            out.flush();
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw new InterruptedException();
        } catch (IOException e) {
            throw new PluginStorageException(
                    blobs.path(document.manifest().digest()),
                    "cannot save plugin %s: %s".formatted(document.name(), e.getMessage()),
                    e);
        } finally {
            blobs.release(document.digests());
        }
        return plugin.snapshot();
    }
}
