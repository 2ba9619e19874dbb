package dev.berth.registry.pull;

import dev.berth.plugin.error.RegistryException;
import dev.berth.registry.call.BlobGet;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.call.Repository;
import dev.berth.registry.content.ResumingStream;
import dev.berth.registry.transport.RetryPolicy;
import dev.berth.registry.transport.Sleeper;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * Opens blobs of a registry or its mirrors as streams that resume after a broken connection and
 * check what they hold.
 */
public final class BlobOpener {
    private final MirrorChain mirrors;
    private final RetryPolicy retries;
    private final Sleeper pause;

    public BlobOpener(MirrorChain mirrors, RetryPolicy retries, Sleeper pause) {
        this.mirrors = mirrors;
        this.retries = retries;
        this.pause = pause;
    }

    /**
     * Opens a blob.
     *
     * @throws RegistryException if neither the registry nor a mirror gives it
     */
    public InputStream open(Repository repository, Descriptor blob) throws InterruptedException {
        return open(repository, blob, 0);
    }

    /**
     * Opens a blob from some byte on; its digest is checked only from its beginning.
     *
     * @throws RegistryException if neither the registry nor a mirror gives it
     */
    public InputStream open(Repository repository, Descriptor blob, long offset)
            throws InterruptedException {
        return VerifiedBlob.of(
                resuming(repository, blob, offset), blob, offset, failures(repository, blob));
    }

    /**
     * Opens a blob from some byte on; its size alone is checked.
     *
     * @throws RegistryException if neither the registry nor a mirror gives it
     */
    public InputStream openUnverified(Repository repository, Descriptor blob, long offset)
            throws InterruptedException {
        return VerifiedBlob.ofSize(
                resuming(repository, blob, offset),
                blob.size() - offset,
                failures(repository, blob));
    }

    private static RegistryErrors failures(Repository repository, Descriptor blob) {
        return new RegistryErrors(
                repository, "blob %s of %s".formatted(blob.digest(), repository.path()));
    }

    private InputStream resuming(Repository repository, Descriptor blob, long offset)
            throws InterruptedException {
        return new ResumingStream(
                get(repository, blob, offset),
                (position, breaks) -> resume(repository, blob, offset + position, breaks),
                blob.size() - offset,
                retries.tries());
    }

    private InputStream get(Repository repository, Descriptor blob, long offset)
            throws InterruptedException {
        return mirrors.first(
                repository, new BlobGet(repository.path(), blob.digest(), blob.size(), offset));
    }

    private InputStream resume(Repository repository, Descriptor blob, long offset, int breaks)
            throws IOException {
        try {
            pause.await(retries.waitAfter(breaks));
            return get(repository, blob, offset);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(e.getMessage());
        } catch (RegistryException e) {
            throw VerifiedBlob.wrapped(e);
        }
    }
}
