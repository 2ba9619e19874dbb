package dev.berth.core.install;

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
 * The downloads under way, one for each blob. Who wants a blob that another downloads waits for it;
 * if it does not arrive, one of those who wait downloads it with credentials of its own.
 */
final class SharedDownloads {
    private final ManagerExecutor executor;
    private final BlobStore blobs;
    private final ConcurrentHashMap<Digest, Tracker> underWay = new ConcurrentHashMap<>();

    SharedDownloads(ManagerExecutor executor, BlobStore blobs) {
        this.executor = executor;
        this.blobs = blobs;
    }

    /** Returns when the blob is in the store; the caller holds its digest. */
    void download(PluginFetch fetch, Descriptor blob) throws InterruptedException {
        LongConsumer progress = done -> fetch.report(Phase.DOWNLOADING, blob, done);
        while (!blobs.has(blob)) {
            Tracker own = new Tracker();
            Tracker other = underWay.putIfAbsent(blob.digest(), own);
            if (other == null) {
                lead(own, new BlobDownload(blobs, fetch, blob), progress);
                return;
            }
            other.watch(progress);
        }
    }

    /** Downloads on a thread of its own: a listener that is slow must not keep others waiting. */
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

    /** How far a download is, for all who wait for it. */
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

        /** Waits for the end, well or not. A slow listener misses steps, and delays nobody else. */
        void watch(LongConsumer progress) throws InterruptedException {
            long seen = 0;
            for (long now = after(seen); now != seen; now = after(seen)) {
                progress.accept(now);
                seen = now;
            }
        }

        /** Returns how far it is as soon as that is another number, or when it has ended. */
        private synchronized long after(long seen) throws InterruptedException {
            while (done == seen && !ended) {
                wait();
            }
            return done;
        }
    }
}
