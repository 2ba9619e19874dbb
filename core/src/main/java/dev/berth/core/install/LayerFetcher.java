package dev.berth.core.install;

import dev.berth.core.lifecycle.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Brings a plugin's layers in, several at once, and unpacks each as soon as those below are there.
 */
final class LayerFetcher {
    /** As many at once as Docker takes. */
    private static final int AT_ONCE = 3;

    private final ManagerExecutor executor;
    private final Providers providers;
    private final BlobStore blobs;
    private final SharedDownloads downloads;

    LayerFetcher(ManagerExecutor executor, Providers providers, BlobStore blobs) {
        this.executor = executor;
        this.providers = providers;
        this.blobs = blobs;
        this.downloads = new SharedDownloads(executor, blobs);
    }

    void bring(
            ResolvedPlugin arrival,
            Optional<RegistryCredentials> credentials,
            Path rootfs,
            ProgressListener progress)
            throws InterruptedException {
        Semaphore places = new Semaphore(AT_ONCE);
        List<Descriptor> layers = arrival.manifest().layers();
        List<Operation<Void>> fetches =
                layers.stream()
                        .map(layer -> start(places, arrival, layer, credentials, progress))
                        .toList();
        try {
            for (int i = 0; i < layers.size(); i++) {
                fetches.get(i).await();
                Digest unpacked = unpack(layers.get(i), rootfs, progress);
                arrival.diffIds().require(i, layers.get(i), unpacked);
            }
        } finally {
            // None may write into what is about to be deleted.
            fetches.forEach(Operation::cancel);
            fetches.forEach(Cancellation::cancelAndAwait);
        }
    }

    private Operation<Void> start(
            Semaphore places,
            ResolvedPlugin arrival,
            Descriptor layer,
            Optional<RegistryCredentials> credentials,
            ProgressListener progress) {
        return executor.start(
                "fetch of " + layer.digest(),
                cancellation -> {
                    places.acquire();
                    try {
                        fetch(arrival, layer, credentials, progress);
                        return null;
                    } finally {
                        places.release();
                    }
                });
    }

    private void fetch(
            ResolvedPlugin arrival,
            Descriptor layer,
            Optional<RegistryCredentials> credentials,
            ProgressListener progress)
            throws InterruptedException {
        if (blobs.has(layer)) {
            progress.progress(progress(Phase.ALREADY_EXISTS, layer, layer.size()));
            return;
        }
        progress.progress(progress(Phase.WAITING, layer, 0));
        downloads.bring(
                layer,
                new BlobFetch(blobs, arrival, layer, credentials),
                done -> progress.progress(progress(Phase.DOWNLOADING, layer, done)));
        progress.progress(progress(Phase.DOWNLOADED, layer, layer.size()));
    }

    private Digest unpack(Descriptor layer, Path rootfs, ProgressListener progress)
            throws InterruptedException {
        Digest unpacked =
                providers
                        .runtime()
                        .unpack(
                                layer,
                                blobs.path(layer.digest()),
                                rootfs,
                                done -> progress.progress(progress(Phase.EXTRACTING, layer, done)));
        progress.progress(progress(Phase.COMPLETE, layer, layer.size()));
        return unpacked;
    }

    private static Progress progress(Phase phase, Descriptor layer, long done) {
        return new Progress(phase, layer.digest().toString(), done, layer.size());
    }
}
