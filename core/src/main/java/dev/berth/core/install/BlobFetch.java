package dev.berth.core.install;

import dev.berth.core.store.BlobMismatchException;
import dev.berth.core.store.BlobPart;
import dev.berth.core.store.BlobStore;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings one blob from where it was found into the store, from where an earlier try broke off.
 *
 * @param credentials of who wants it
 */
record BlobFetch(
        BlobStore blobs,
        ResolvedPlugin arrival,
        Descriptor blob,
        Optional<RegistryCredentials> credentials) {

    void run(LongConsumer progress) throws InterruptedException {
        try (BlobPart part = blobs.resume(blob)) {
            if (part.size() > 0 && continued(part, progress)) {
                return;
            }
            fromTheBeginning(part, progress);
        } catch (IOException e) {
            throw BlobErrors.translated("fetch", arrival.reference(), blob, e);
        }
    }

    /**
     * Fetches what is missing, and returns whether that made the blob. If what was here was wrong,
     * it is deleted.
     */
    private boolean continued(BlobPart part, LongConsumer progress)
            throws IOException, InterruptedException {
        progress.accept(part.size());
        try {
            complete(part, progress);
            return true;
        } catch (IOException | RegistryException e) {
            if (!wrong(e)) {
                throw e;
            }
            part.restart();
            progress.accept(0);
            return false;
        }
    }

    private void fromTheBeginning(BlobPart part, LongConsumer progress)
            throws IOException, InterruptedException {
        try {
            complete(part, progress);
        } catch (IOException | RegistryException e) {
            if (wrong(e)) {
                part.restart();
            }
            throw e;
        }
    }

    private void complete(BlobPart part, LongConsumer progress)
            throws IOException, InterruptedException {
        if (!part.isFull() || part.size() == 0) {
            try (InputStream in = rest(part)) {
                part.append(in, progress);
            }
        }
        part.commit();
    }

    /** A registry that refuses to give the rest may still give the whole. */
    private InputStream rest(BlobPart part) throws IOException, InterruptedException {
        try {
            return open(part.size());
        } catch (RegistryException e) {
            if (part.size() == 0 || e.reason() != RegistryException.Reason.REFUSED) {
                throw e;
            }
        }
        InputStream whole = open(0);
        try {
            part.restart();
            return whole;
        } catch (IOException e) {
            whole.close();
            throw e;
        }
    }

    private InputStream open(long offset) throws InterruptedException {
        return arrival.registry().open(arrival.reference(), blob, offset, credentials);
    }

    /** Returns whether bytes are wrong, so that nothing is worth keeping, rather than missing. */
    private static boolean wrong(Exception e) {
        Throwable reason = e.getCause() instanceof RegistryException ? e.getCause() : e;
        return reason instanceof BlobMismatchException
                || reason instanceof RegistryException refusal
                        && refusal.reason() == RegistryException.Reason.CORRUPT;
    }
}
