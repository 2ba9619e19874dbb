package dev.berth.registry.push;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.PluginStorageException;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.call.ManifestGet;
import dev.berth.registry.call.ManifestPut;
import dev.berth.registry.call.ReferrersGet;
import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.call.Repository;
import dev.berth.registry.manifest.DocumentLimits;
import dev.berth.registry.manifest.ManifestException;
import dev.berth.registry.manifest.ManifestReader;
import dev.berth.registry.push.PushedReferrers.Stored;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.spi.BlobSource;
import dev.berth.spi.PluginManifest;
import dev.berth.spi.PushListener;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Pushes a plugin: first the blobs that its manifest names, several at once, then the manifest, and
 * last what refers to it. Indexes are not pushed: registries take one only with all that it names.
 */
public final class PluginPusher {
    private final RegistryCaller caller;
    private final BlobPusher blobs;
    private final DocumentLimits documents;
    private final ManifestReader reader;

    public PluginPusher(RegistryCaller caller, BlobPusher blobs, DocumentLimits limits) {
        this.caller = caller;
        this.blobs = blobs;
        this.documents = limits;
        this.reader = new ManifestReader(limits);
    }

    /**
     * Pushes a plugin.
     *
     * @throws RegistryException if the registry refuses a part of it, or is not reached
     * @throws PluginStorageException if a blob cannot be read
     */
    public void push(
            Repository target,
            String tag,
            PluginManifest plugin,
            BlobSource source,
            PushListener listener)
            throws InterruptedException {
        try {
            PluginBlobs parts = new PluginBlobs(plugin, source);
            blobs.push(target, parts.all(reader), parts, listener);
            put(target, tag, new Stored(plugin.manifest(), plugin.manifestBytes()));
            Digest subject = plugin.manifest().digest();
            push(target, subject, PushedReferrers.of(plugin, subject, reader), parts);
        } catch (RequestBodyException e) {
            throw PluginBlobs.unreadable(target.path(), e);
        }
    }

    private void push(
            Repository target, Digest subject, PushedReferrers referrers, PluginBlobs parts)
            throws RequestBodyException, InterruptedException {
        blobs.push(target, referrers.blobs(), parts, (sent, bytes) -> {});
        for (Map.Entry<String, Stored> one : referrers.tagged().entrySet()) {
            put(target, one.getKey(), one.getValue());
        }
        for (Stored one : referrers.listed()) {
            put(target, one.manifest().digest().toString(), one);
        }
        if (!referrers.listed().isEmpty() && !listsReferrers(target, subject)) {
            put(target, referrers.indexTag(), index(target, referrers));
        }
    }

    private Stored index(Repository target, PushedReferrers referrers)
            throws RequestBodyException, InterruptedException {
        RegistryErrors errors =
                new RegistryErrors(target, target.path() + ":" + referrers.indexTag());
        try {
            Optional<byte[]> before = before(target, referrers);
            return before.isPresent() ? referrers.index(before.get(), reader) : referrers.index();
        } catch (RequestBodyException e) {
            throw e;
        } catch (ManifestException e) {
            throw errors.corrupt("is to be the index of referrers, and " + e.getMessage());
        } catch (IOException e) {
            throw errors.corrupt("is to be the index of referrers, and cannot be read");
        }
    }

    private void put(Repository target, String tagOrDigest, Stored one)
            throws RequestBodyException, InterruptedException {
        boolean confirmed =
                caller.ask(
                        target,
                        new ManifestPut(target.path(), tagOrDigest, one.manifest(), one.bytes()));
        if (!confirmed) {
            caller.ask(
                    target,
                    new ManifestGet(
                            target.path(),
                            tagOrDigest,
                            Optional.of(one.manifest().digest()),
                            documents.manifestBytes()));
        }
    }

    /** Returns whether the registry knows of referrers by itself, as from OCI 1.1 on. */
    private boolean listsReferrers(Repository target, Digest subject)
            throws RequestBodyException, InterruptedException {
        return ifThere(target, new ReferrersGet(target.path(), subject, documents.manifestBytes()))
                .isPresent();
    }

    private Optional<byte[]> before(Repository target, PushedReferrers referrers)
            throws RequestBodyException, InterruptedException {
        return ifThere(
                        target,
                        new ManifestGet(
                                target.path(),
                                referrers.indexTag(),
                                Optional.empty(),
                                documents.manifestBytes()))
                .map(ManifestGet.Document::bytes);
    }

    private <T> Optional<T> ifThere(Repository target, RegistryCall<T> call)
            throws RequestBodyException, InterruptedException {
        try {
            return Optional.of(caller.ask(target, call));
        } catch (RegistryException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
