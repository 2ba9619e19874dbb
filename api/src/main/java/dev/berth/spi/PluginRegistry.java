package dev.berth.spi;

import dev.berth.plugin.PluginReference;
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
    PluginManifest resolve(PluginReference reference, Optional<RegistryCredentials> credentials)
            throws InterruptedException;

    /**
     * Opens a blob, from some byte of it on. From its beginning the stream holds exactly the bytes
     * that size and digest say: it throws an {@link java.io.IOException} whose cause is a {@link
     * RegistryException} instead of ending when they differ, so a copy that came to the end is
     * right. From a later byte on only the size can be checked so; the digest of the whole is then
     * the caller's to check. Interrupting the reading thread ends the reading with an {@link
     * java.io.InterruptedIOException}.
     *
     * @param offset how many of the blob's bytes to leave out; less than its size, or 0
     * @throws RegistryException if the registry does not give it
     * @throws InterruptedException if the thread was interrupted
     */
    InputStream open(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException;

    /**
     * Asks a registry whether it takes a login, as {@code docker login} does. Nothing is kept.
     *
     * @param registry its host and optional port
     * @throws RegistryException if it does not, for the reason {@link
     *     RegistryException.Reason#UNAUTHORIZED}, or cannot be asked
     * @throws InterruptedException if the thread was interrupted
     */
    void login(String registry, RegistryCredentials credentials) throws InterruptedException;

    /**
     * Sends a plugin. What the registry has is not sent again; the manifest goes last.
     *
     * @param target with the tag to send it under
     * @throws RegistryException if the registry does not take it
     * @throws InterruptedException if the thread was interrupted
     */
    void push(
            PluginReference target,
            PluginManifest plugin,
            BlobSource blobs,
            Optional<RegistryCredentials> credentials,
            PushListener listener)
            throws InterruptedException;
}
