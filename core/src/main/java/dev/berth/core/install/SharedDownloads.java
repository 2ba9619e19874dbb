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
import java.util.function.LongConsumer;

/**
 * The downloads under way, one a digest. Whoever wants a blob that is being downloaded waits for
 * it; if that download fails, one of the waiting starts its own, with its own credentials.
 */
final class SharedDownloads {
    private final ManagerExecutor executor;
    private final BlobStore blobs;
    private final PullMetrics metrics;
    private final ConcurrentHashMap<Digest, Tracker> underWay = new ConcurrentHashMap<>();

    SharedDownloads(ManagerExecutor executor, BlobStore blobs, PullMetrics metrics) {
        this.executor = executor;
        this.blobs = blobs;
        this.metrics = metrics;
    }

    /** Downloads a blob, or waits for the download under way. The caller holds its digest. */
    void download(PluginFetch fetch, Descriptor blob) throws InterruptedException {
        LongConsumer progress = done -> fetch.report(Phase.DOWNLOADING, blob, done);
        while (!blobs.has(blob)) {
            Tracker own = new Tracker();
            Tracker other = underWay.putIfAbsent(blob.digest(), own);
            if (other == null) {
                lead(own, new BlobDownload(blobs, fetch, blob, metrics), progress);
                return;
            }
            other.watch(progress);
        }
    }

    /**
     * Downloads on a thread of its own, so that the caller's slow listener delays nobody who waits.
     */
    private void lead(Tracker own, BlobDownload download, LongConsumer progress)
            throws InterruptedException {
        Digest digest = download.blob().digest();
        Operation<Void> operation =
                executor.start(
                        "download of " + digest,
                        cancellation -> {
                            // Another may have ended between the look and the putIfAbsent.
                            if (!blobs.has(download.blob())) {
                                download.run(own::advance);
                            }
                            return null;
                        });
        operation
                .result()
                .whenComplete(
                        (nothing, failure) -> {
                            underWay.remove(digest, own);
                            own.end();
                        });
        try {
            own.watch(progress);
        } finally {
            Cancellation.cancelAndAwait(operation);
        }
        operation.await();
    }

    /** The progress of one download, for all who wait for it. */
    private static final class Tracker {
        private long done;
        private boolean ended;

        synchronized void advance(long bytes) {
            done = bytes;
            notifyAll();
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        /** Waits for the end, successful or not. A slow listener misses steps. */
        void watch(LongConsumer progress) throws InterruptedException {
            long seen = 0;
            for (long now = awaitChange(seen); now != seen; now = awaitChange(seen)) {
                progress.accept(now);
                seen = now;
            }
        }

        /**
         * Waits until the progress has changed or the download has ended, and returns the progress.
         */
        private synchronized long awaitChange(long seen) throws InterruptedException {
            while (done == seen && !ended) {
                wait();
            }
            return done;
        }
    }
}
