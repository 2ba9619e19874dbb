package dev.berth.core.install;

import dev.berth.core.store.BlobMismatchException;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** Translates an {@link IOException} at a blob to a {@link PluginException}. */
final class BlobErrors {
    private BlobErrors() {}

    /**
     * Returns the exception to throw.
     *
     * @throws InterruptedException if the failure comes from an interrupt
     */
    static PluginException translated(
            String action, PluginReference reference, Descriptor blob, IOException e)
            throws InterruptedException {
        if (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
            throw new InterruptedException();
        }
        if (e.getCause() instanceof PluginException known) {
            return known;
        }
        if (e instanceof BlobMismatchException) {
            return new RegistryException(
                    RegistryException.Reason.CORRUPT,
                    reference.domain(),
                    reference.path(),
                    "registry %s: blob of %s: %s"
                            .formatted(reference.domain(), reference.path(), e.getMessage()),
                    e);
        }
        return new PluginStorageException(
                Path.of(blob.digest().toString()),
                "cannot %s layer %s of %s: %s"
                        .formatted(action, blob.digest(), reference.familiar(), e.getMessage()),
                e);
    }
}
