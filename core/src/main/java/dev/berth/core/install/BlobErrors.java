package dev.berth.core.install;

import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.PluginException;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** What an {@link IOException} in the middle of a blob means to the user. */
final class BlobErrors {
    private BlobErrors() {}

    /** Returns what to throw; throws at once if it was an interrupt in disguise. */
    static PluginException translated(
            String action, PluginReference reference, Descriptor blob, IOException e)
            throws InterruptedException {
        if (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
            throw new InterruptedException();
        }
        if (e.getCause() instanceof PluginException known) {
            return known;
        }
        return new PluginStorageException(
                Path.of(blob.digest().toString()),
                "cannot %s layer %s of %s: %s"
                        .formatted(action, blob.digest(), reference.familiar(), e.getMessage()),
                e);
    }
}
