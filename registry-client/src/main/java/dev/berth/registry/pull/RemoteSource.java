package dev.berth.registry.pull;

import dev.berth.plugin.Digest;
import dev.berth.plugin.PluginReference;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.call.ManifestGet;
import dev.berth.registry.call.ManifestGet.Document;
import dev.berth.registry.call.ReferrersGet;
import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.call.Repository;
import dev.berth.spi.Descriptor;
import java.io.InputStream;
import java.util.Optional;

/** A repository of a registry or its mirrors as a source. */
public final class RemoteSource implements ContentSource {
    private final MirrorChain mirrors;
    private final BlobOpener blobs;
    private final Repository repository;
    private final int manifestBytes;

    /**
     * @param manifestBytes how many bytes a manifest may have
     */
    public RemoteSource(
            MirrorChain mirrors, BlobOpener blobs, Repository repository, int manifestBytes) {
        this.mirrors = mirrors;
        this.blobs = blobs;
        this.repository = repository;
        this.manifestBytes = manifestBytes;
    }

    @Override
    public Document named(PluginReference reference) throws InterruptedException {
        String tag = reference.tag().orElse(PluginReference.DEFAULT_TAG);
        return get(reference.digest().map(Digest::toString).orElse(tag), reference.digest());
    }

    @Override
    public Document manifest(Descriptor entry) throws InterruptedException {
        return get(entry.digest().toString(), Optional.of(entry.digest()));
    }

    @Override
    public Optional<Document> tagged(String tag) throws InterruptedException {
        return ifThere(new ManifestGet(repository.path(), tag, Optional.empty(), manifestBytes));
    }

    /** A mirror that does not know of referrers says 404 as well, and the next place is asked. */
    @Override
    public Optional<byte[]> referrers(Digest subject) throws InterruptedException {
        return ifThere(new ReferrersGet(repository.path(), subject, manifestBytes));
    }

    private <T> Optional<T> ifThere(RegistryCall<T> call) throws InterruptedException {
        try {
            return Optional.of(mirrors.first(repository, call));
        } catch (RegistryException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Document get(String name, Optional<Digest> digest) throws InterruptedException {
        return mirrors.first(
                repository, new ManifestGet(repository.path(), name, digest, manifestBytes));
    }

    @Override
    public InputStream blob(Descriptor blob) throws InterruptedException {
        return blobs.open(repository, blob);
    }

    @Override
    public RegistryErrors failures(String subject) {
        return new RegistryErrors(repository, subject);
    }

    @Override
    public String adviceOnImages() {
        return "";
    }
}
