package dev.berth.core.install;

import dev.berth.core.lifecycle.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.store.PluginDocument;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Digest;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Brings all of a plugin into the store and unpacks it. */
public final class ContentFetcher {
    private final BlobStore blobs;
    private final LayerFetcher layers;

    public ContentFetcher(ManagerExecutor executor, Providers providers, BlobStore blobs) {
        this.blobs = blobs;
        this.layers = new LayerFetcher(executor, providers, blobs);
    }

    static List<Digest> digests(ResolvedPlugin arrival) {
        PluginManifest manifest = arrival.manifest();
        return PluginDocument.digests(manifest.manifest(), manifest.config(), manifest.layers());
    }

    /**
     * Fetches and unpacks; the caller holds the digests, and throws the rootfs away if it fails.
     */
    void bring(
            ResolvedPlugin arrival,
            Optional<RegistryCredentials> credentials,
            Path rootfs,
            ProgressListener progress)
            throws InterruptedException {
        PluginManifest manifest = arrival.manifest();
        keep(arrival, manifest.manifest(), manifest.manifestBytes());
        keep(arrival, manifest.config(), manifest.configBytes());
        layers.bring(arrival, credentials, rootfs, progress);
    }

    private void keep(ResolvedPlugin arrival, Descriptor blob, byte[] bytes)
            throws InterruptedException {
        try {
            blobs.put(blob, bytes);
        } catch (IOException e) {
            throw BlobErrors.translated("store", arrival.reference(), blob, e);
        }
    }
}
