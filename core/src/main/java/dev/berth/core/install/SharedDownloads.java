package dev.berth.core.install;

import dev.berth.core.store.BlobStore;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Operation;
import dev.berth.spi.Descriptor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * The downloads of this moment: who wants a blob that is on its way waits for it, and goes on in
 * its place, with its own login, when it does not arrive.
 */
final class SharedDownloads {
    private final ManagerExecutor executor;
    private final BlobStore blobs;
    private final ConcurrentHashMap<Digest, SharedDownload> underWay = new ConcurrentHashMap<>();

    SharedDownloads(ManagerExecutor executor, BlobStore blobs) {
        this.executor = executor;
        this.blobs = blobs;
    }

    /** Returns when the blob is here; the caller holds it. */
    void bring(Descriptor blob, BlobFetch transfer, LongConsumer progress)
            throws InterruptedException {
        while (!blobs.has(blob)) {
            SharedDownload own = new SharedDownload();
            SharedDownload other = underWay.putIfAbsent(blob.digest(), own);
            if (other == null) {
                lead(own, blob, transfer, progress);
                return;
            }
            other.watch(progress);
        }
    }

    /** Runs on a thread of its own, so that a caller who is slow to listen keeps no one waiting. */
    private void lead(
            SharedDownload own, Descriptor blob, BlobFetch transfer, LongConsumer progress)
            throws InterruptedException {
        Operation<Void> work =
                executor.start(
                        "download of " + blob.digest(),
                        cancellation -> {
                            // It may have come between the look and the turn.
                            if (!blobs.has(blob)) {
                                transfer.run(own::reached);
                            }
                            return null;
                        });
        work.result()
                .whenComplete(
                        (nothing, failure) -> {
                            underWay.remove(blob.digest(), own);
                            own.end();
                        });
        try {
            own.watch(progress);
        } finally {
            Cancellation.cancelAndAwait(work);
        }
        work.await();
    }
}
