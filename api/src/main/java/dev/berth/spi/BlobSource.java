package dev.berth.spi;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Opens the blobs of a plugin that is to be sent. Safe for use from any thread. */
@ProviderType
@FunctionalInterface
public interface BlobSource {

    /**
     * Opens a blob; the caller closes it. Reading ends with an {@link IOException} instead of its
     * last bytes when they are no more what the digest says, and with one that tells of an
     * interrupt ({@link java.nio.channels.ClosedByInterruptException} or {@link
     * java.io.InterruptedIOException}) when the reading thread is interrupted.
     *
     * @throws IOException if the blob is not here, or cannot be read
     */
    InputStream open(Descriptor blob) throws IOException;
}
