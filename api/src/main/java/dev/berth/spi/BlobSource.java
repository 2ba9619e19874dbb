package dev.berth.spi;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Where the bytes of a plugin lie that is to be sent. */
@ProviderType
@FunctionalInterface
public interface BlobSource {

    /**
     * Opens a blob; the caller closes it.
     *
     * @throws IOException if it cannot be read
     */
    InputStream open(Descriptor blob) throws IOException;
}
