package dev.berth.spi;

import dev.berth.plugin.Reference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Where plugins come from and go to. Wherever a login is missing, the host's own is used. */
@ConsumerType
public interface PluginRegistry {

    /**
     * Looks a plugin up for this platform. Manifest and config are checked against their digests
     * and sizes, and are within the registry's limits.
     *
     * @throws RegistryException if there is none, or it is no plugin
     * @throws InterruptedException if the thread was interrupted
     */
    PluginManifest resolve(Reference reference, Optional<RegistryCredentials> credentials)
            throws InterruptedException;

    /**
     * Opens a blob. The stream holds exactly the bytes that size and digest say: it throws an
     * {@link java.io.IOException} whose cause is a {@link RegistryException} instead of ending when
     * they differ, so a copy that came to the end is right. Interrupting the reading thread ends
     * the reading with an {@link java.io.InterruptedIOException}.
     *
     * @throws RegistryException if the registry does not give it
     * @throws InterruptedException if the thread was interrupted
     */
    InputStream open(
            Reference repository, Descriptor blob, Optional<RegistryCredentials> credentials)
            throws InterruptedException;

    /**
     * Sends a plugin. What the registry has is not sent again; the manifest goes last.
     *
     * @param target with the tag to send it under
     * @throws RegistryException if the registry does not take it
     * @throws InterruptedException if the thread was interrupted
     */
    void push(
            Reference target,
            PluginManifest plugin,
            BlobSource blobs,
            Optional<RegistryCredentials> credentials,
            PushListener listener)
            throws InterruptedException;
}
