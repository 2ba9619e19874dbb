package dev.berth.spi;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Resolves, fetches and pushes plugins, over the <a
 * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution
 * specification</a> or otherwise. At most one is used at a time, that of the highest service
 * ranking. Wherever a login is missing, the host's own is used.
 *
 * <p>Everything that comes from a registry is hostile until its digest says otherwise.
 */
@ConsumerType
public interface PluginRegistry {

    /**
     * Resolves a reference to the plugin for this host's platform: an index is followed to the
     * manifest that it names for the platform. Manifest and config are checked against their
     * digests and sizes, and are within the registry's limits.
     *
     * <p>The manifest is an image manifest of either media type, {@code
     * application/vnd.docker.distribution.manifest.v2+json} or {@code
     * application/vnd.oci.image.manifest.v1+json}; {@link Descriptor#mediaType} says which. The
     * config is the plugin's, whatever media type it is stored under: Docker's is {@code
     * application/vnd.docker.plugin.v1+json}. The layers are tar archives, plain or compressed by
     * gzip or zstd, under Docker's or OCI's media types; whether one can be unpacked is for the
     * {@link PluginRuntime} to say.
     *
     * @param reference with a tag, a digest, or both; a digest decides
     * @throws RegistryException if there is none, or it is not a plugin
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
     * @param repository where the plugin was resolved; its tag and digest are not looked at
     * @param blob as the manifest describes it
     * @param offset how many of the blob's bytes to leave out; less than its size, or 0
     * @return the stream, to be read and closed by one thread
     * @throws RegistryException if the registry does not give it; with the reason {@link
     *     RegistryException.Reason#REFUSED} for an offset, the caller asks for the whole blob
     * @throws InterruptedException if the thread was interrupted
     */
    InputStream open(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException;

    /**
     * Opens a blob as {@link #open} does, but the stream may leave its digest unchecked, and checks
     * its size alone: the caller hashes what it reads, and trusts none of it before. The default
     * checks both.
     *
     * @param repository where the plugin was resolved; its tag and digest are not looked at
     * @param blob as the manifest describes it
     * @param offset how many of the blob's bytes to leave out; less than its size, or 0
     * @return the stream, to be read and closed by one thread; what it holds is hostile
     * @throws RegistryException as of {@link #open}
     * @throws InterruptedException if the thread was interrupted
     * @since 1.7
     */
    default InputStream openUnverified(
            PluginReference repository,
            Descriptor blob,
            long offset,
            Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return open(repository, blob, offset, credentials);
    }

    /**
     * Returns what refers to a manifest or index in a repository: by the <a
     * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">referrers
     * API</a>, or where there is none, in the tag that stands for it, {@code sha256-…}; and what
     * cosign keeps in the tag {@code sha256-….sig}. Each is checked against its digest and within
     * the registry's limits, and there are not more than a few dozen: what is beyond is left out.
     * Their blobs are {@link #open opened} like any other.
     *
     * <p>A registry that has no such thing need not say so: there are none then.
     *
     * @param repository where the plugin was resolved; its tag and digest are not looked at
     * @param subject the digest of the manifest or index
     * @throws RegistryException if the registry cannot be asked
     * @throws InterruptedException if the thread was interrupted
     */
    default List<Referrer> referrers(
            PluginReference repository, Digest subject, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return List.of();
    }

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
     * Pushes a plugin: its layers and config, and then its manifest, byte for byte as it is, and
     * what {@link PluginManifest#referrers refers} to it. What the registry has is not sent again.
     *
     * @param target with the tag to push it under
     * @param blobs where the layers, and the referrers' blobs, are read; each is checked against
     *     its digest on the way
     * @param listener called from any thread, for several blobs at once
     * @throws RegistryException if the registry does not take it
     * @throws dev.berth.plugin.error.InvalidPluginException if the manifest is none that can be
     *     pushed
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
