package dev.berth.core.install;

import dev.berth.core.lifecycle.Providers;
import dev.berth.core.store.BlobStore;
import dev.berth.core.work.Workers;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Progress;
import dev.berth.plugin.Progress.Phase;
import dev.berth.plugin.ProgressListener;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Brings a plugin's layers in, several at once, and unpacks each as soon as those below are there.
 */
final class Layers {
    /** As many at once as Docker takes. */
    private static final int AT_ONCE = 3;

    private final Workers workers;
    private final Providers providers;
    private final BlobStore blobs;

    Layers(Workers workers, Providers providers, BlobStore blobs) {
        this.workers = workers;
        this.providers = providers;
        this.blobs = blobs;
    }

    void bring(
            Arrival arrival,
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
                unpack(layers.get(i), rootfs, progress);
            }
        } finally {
            endAll(fetches);
        }
    }

    private Operation<Void> start(
            Semaphore places,
            Arrival arrival,
            Descriptor layer,
            Optional<RegistryCredentials> credentials,
            ProgressListener progress) {
        return workers.start(
                "download of " + layer.digest(),
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
            Arrival arrival,
            Descriptor layer,
            Optional<RegistryCredentials> credentials,
            ProgressListener progress)
            throws InterruptedException {
        if (blobs.has(layer)) {
            progress.progress(progress(Phase.ALREADY_EXISTS, layer, layer.size()));
            return;
        }
        progress.progress(progress(Phase.WAITING, layer, 0));
        try (InputStream in = arrival.registry().open(arrival.reference(), layer, 0, credentials)) {
            blobs.put(
                    layer, in, done -> progress.progress(progress(Phase.DOWNLOADING, layer, done)));
        } catch (IOException e) {
            throw Failures.translated("fetch", arrival.reference(), layer, e);
        }
        progress.progress(progress(Phase.DOWNLOADED, layer, layer.size()));
    }

    private void unpack(Descriptor layer, Path rootfs, ProgressListener progress)
            throws InterruptedException {
        providers
                .runtime()
                .unpack(
                        layer,
                        blobs.path(layer.digest()),
                        rootfs,
                        done -> progress.progress(progress(Phase.EXTRACTING, layer, done)));
        progress.progress(progress(Phase.COMPLETE, layer, layer.size()));
    }

    /** Waits for every download to end, so that none writes into what is about to be deleted. */
    private static void endAll(List<Operation<Void>> fetches) {
        fetches.forEach(Operation::cancel);
        boolean interrupted = false;
        for (Operation<Void> fetch : fetches) {
            interrupted |= end(fetch);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for one to end, also when interrupted; tells whether it was. */
    private static boolean end(Operation<Void> fetch) {
        for (boolean interrupted = false; ; ) {
            try {
                fetch.await();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (RuntimeException e) {
                // The first failure is on its way to the user; the others only follow from it.
                return interrupted;
            }
        }
    }

    private static Progress progress(Phase phase, Descriptor layer, long done) {
        return new Progress(phase, layer.digest(), done, layer.size());
    }
}
