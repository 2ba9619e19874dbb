package dev.berth.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The bytes of a layer that may still be on their way: a runtime unpacks them as they come, or
 * waits for all of them. What cannot be fetched fails the caller's operation by its own reason,
 * whatever the runtime says of it.
 *
 * @since 1.3
 */
@ProviderType
public interface LayerContent {

    /**
     * Opens the bytes from the first one on; reading waits for the next ones, and ends by an
     * interrupt of the thread. They are not known to be the layer's before the end: the stream ends
     * without an error only when their digest and size are right.
     *
     * @return a stream for one thread, to be closed; it has as many bytes as the layer
     * @throws IOException if the layer cannot be fetched, or its file not be opened
     * @throws InterruptedException if the thread was interrupted
     */
    InputStream open() throws IOException, InterruptedException;

    /**
     * Waits for all bytes.
     *
     * @return a file with them, whose digest and size were checked
     * @throws IOException if the layer cannot be fetched
     * @throws InterruptedException if the thread was interrupted
     */
    Path file() throws IOException, InterruptedException;
}
