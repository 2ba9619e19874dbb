package dev.berth.core.install;

import dev.berth.core.metrics.PullMetrics;
import dev.berth.core.store.BlobMismatchException;
import dev.berth.core.store.BlobPart;
import dev.berth.core.store.BlobStore;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * The download of one blob into the store. What an earlier one left is continued by a range
 * request; if the whole then has another digest, it is fetched once more from the beginning.
 */
record BlobDownload(BlobStore blobs, PluginFetch fetch, Descriptor blob, PullMetrics metrics) {

    /**
     * Downloads the blob; one caller at a time for each digest.
     *
     * @param progress hears how many bytes are here
     * @param fresh called before the blob is downloaded from its first byte on
     */
    void run(LongConsumer progress, Runnable fresh) throws InterruptedException {
        try (BlobPart part = blobs.resume(blob)) {
            if (part.size() > 0 && resume(part, progress)) {
                return;
            }
            fresh.run();
            download(part, progress);
        } catch (IOException e) {
            throw BlobErrors.translated("fetch", fetch.reference(), blob, e);
        }
    }

    /**
     * Fetches what is missing, and returns whether that made the blob. If what was here was wrong,
     * it is deleted.
     */
    private boolean resume(BlobPart part, LongConsumer progress)
            throws IOException, InterruptedException {
        progress.accept(part.size());
        try {
            complete(part, progress);
            return true;
        } catch (IOException | RegistryException e) {
            if (!isCorrupt(e)) {
                throw e;
            }
            part.restart();
            progress.accept(0);
            return false;
        }
    }

    private void download(BlobPart part, LongConsumer progress)
            throws IOException, InterruptedException {
        try {
            complete(part, progress);
        } catch (IOException | RegistryException e) {
            if (isCorrupt(e)) {
                part.restart();
            }
            throw e;
        }
    }

    private void complete(BlobPart part, LongConsumer progress)
            throws IOException, InterruptedException {
        if (!part.isFull() || part.size() == 0) {
            try (InputStream in = metrics.counted(rest(part))) {
                part.append(in, progress);
            }
        }
        part.commit();
    }

    /** Opens what is missing: the rest, or the whole if the registry refuses to give a range. */
    private InputStream rest(BlobPart part) throws IOException, InterruptedException {
        try {
            return fetch.open(blob, part.size());
        } catch (RegistryException e) {
            if (part.size() == 0 || e.reason() != RegistryException.Reason.REFUSED) {
                throw e;
            }
        }
        InputStream whole = fetch.open(blob, 0);
        try {
            part.restart();
            return whole;
        } catch (IOException e) {
            whole.close();
            throw e;
        }
    }

    /** Returns whether bytes were wrong, so that none is worth keeping, rather than missing. */
    private static boolean isCorrupt(Exception e) {
        Throwable reason = e.getCause() instanceof RegistryException ? e.getCause() : e;
        return reason instanceof BlobMismatchException
                || reason instanceof RegistryException refusal
                        && refusal.reason() == RegistryException.Reason.CORRUPT;
    }
}
