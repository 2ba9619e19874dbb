package dev.berth.core.install;

import dev.berth.core.metrics.PullMetrics;
import dev.berth.core.store.BlobStore;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.Progress.Phase;
import dev.berth.spi.Descriptor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The downloads under way, one a digest. Whoever wants a blob that is being downloaded waits for
 * it; if that download fails, one of the waiting starts its own, with its own credentials.
 */
final class SharedDownloads {
    private final ManagerExecutor executor;
    private final BlobStore blobs;
    private final PullMetrics metrics;
    private final ConcurrentHashMap<Digest, DownloadProgress> underWay = new ConcurrentHashMap<>();

    SharedDownloads(ManagerExecutor executor, BlobStore blobs, PullMetrics metrics) {
        this.executor = executor;
        this.blobs = blobs;
        this.metrics = metrics;
    }

    /**
     * Downloads a blob, or waits for the download under way. The caller holds its digest.
     *
     * @param comes told of the caller's own download if that begins with the first byte
     */
    void download(PluginFetch fetch, Descriptor blob, Consumer<DownloadProgress> comes)
            throws InterruptedException {
        LongConsumer progress = done -> fetch.report(Phase.DOWNLOADING, blob, done);
        while (!blobs.has(blob)) {
            DownloadProgress own = new DownloadProgress();
            DownloadProgress other = underWay.putIfAbsent(blob.digest(), own);
            if (other == null) {
                BlobDownload download = new BlobDownload(blobs, fetch, blob, metrics);
                lead(own, download, () -> comes.accept(own), progress);
                return;
            }
            other.watch(progress);
        }
    }

    /**
     * Downloads on a thread of its own, so that the caller's slow listener delays nobody who waits.
     */
    private void lead(
            DownloadProgress own, BlobDownload download, Runnable fresh, LongConsumer progress)
            throws InterruptedException {
        Digest digest = download.blob().digest();
        Operation<Void> operation =
                executor.start(
                        "download of " + digest,
                        cancellation -> {
                            // Another may have ended between the look and the putIfAbsent.
                            if (!blobs.has(download.blob())) {
                                download.run(own::advance, fresh);
                            }
                            return null;
                        });
        operation
                .result()
                .whenComplete(
                        (nothing, failure) -> {
                            underWay.remove(digest, own);
                            own.end(failure);
                        });
        try {
            own.watch(progress);
        } finally {
            Cancellation.cancelAndAwait(operation);
        }
        operation.await();
    }
}
