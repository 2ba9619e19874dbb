package dev.berth.core.install;

import dev.berth.core.lifecycle.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.store.Digests;
import dev.berth.core.work.Workers;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PluginManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Brings all of a plugin into the store and unpacks it. */
public final class Content {
    private final BlobStore blobs;
    private final Layers layers;

    public Content(Workers workers, Providers providers, BlobStore blobs) {
        this.blobs = blobs;
        this.layers = new Layers(workers, providers, blobs);
    }

    static List<String> digests(Arrival arrival) {
        PluginManifest manifest = arrival.manifest();
        return Digests.of(manifest.manifest(), manifest.config(), manifest.layers());
    }

    /**
     * Fetches and unpacks; the caller holds the digests, and throws the rootfs away if it fails.
     */
    void bring(
            Arrival arrival,
            Optional<RegistryCredentials> credentials,
            Path rootfs,
            ProgressListener progress)
            throws InterruptedException {
        PluginManifest manifest = arrival.manifest();
        keep(arrival, manifest.manifest(), manifest.manifestBytes());
        keep(arrival, manifest.config(), manifest.configBytes());
        layers.bring(arrival, credentials, rootfs, progress);
    }

    private void keep(Arrival arrival, Descriptor blob, byte[] bytes) throws InterruptedException {
        try {
            blobs.put(blob, bytes);
        } catch (IOException e) {
            throw Failures.translated("store", arrival.reference(), blob, e);
        }
    }
}
