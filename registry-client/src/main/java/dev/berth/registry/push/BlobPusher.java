package dev.berth.registry.push;

import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.call.BlobHead;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.Repository;
import dev.berth.registry.call.UploadLocation;
import dev.berth.registry.call.UploadStart;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.registry.transport.RetryPolicy;
import dev.berth.registry.transport.Sleeper;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PushListener;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Pushes blobs, unless the repository has them or can mount them from another repository. */
public final class BlobPusher {
    private static final long FALLBACK_CHUNK = 8L << 20;

    private final RegistryCaller caller;
    private final MountSources mountSources;
    private final RetryPolicy retries;
    private final Sleeper pause;
    private final long chunk;

    /**
     * @param chunk how many bytes to send in one request, 0 for all
     */
    public BlobPusher(
            RegistryCaller caller,
            MountSources mountSources,
            RetryPolicy retries,
            Sleeper pause,
            long chunk) {
        this.caller = caller;
        this.mountSources = mountSources;
        this.retries = retries;
        this.pause = pause;
        this.chunk = chunk;
    }

    /** Pushes several blobs at once. */
    void push(Repository repository, Set<Descriptor> all, PluginBlobs source, PushListener listener)
            throws RequestBodyException, InterruptedException {
        if (all.isEmpty()) {
            return;
        }
        // The first question goes alone: the token that it brings is good for all that follows.
        Descriptor first = all.iterator().next();
        Set<Descriptor> missing = new LinkedHashSet<>(all);
        if (isThere(repository, first)) {
            pushed(repository, first, listener);
            missing.remove(first);
        }
        ConcurrentUploads.push(
                missing,
                blob -> {
                    if (blob.equals(first) || !isThere(repository, blob)) {
                        send(repository, blob, source, listener);
                    }
                    pushed(repository, blob, listener);
                });
    }

    private boolean isThere(Repository repository, Descriptor blob)
            throws RequestBodyException, InterruptedException {
        return caller.ask(repository, new BlobHead(repository.path(), blob));
    }

    private void pushed(Repository repository, Descriptor blob, PushListener listener) {
        mountSources.seen(repository.registry(), repository.path(), blob.digest());
        listener.sent(blob, blob.size());
    }

    private void send(
            Repository repository, Descriptor blob, PluginBlobs source, PushListener listener)
            throws RequestBodyException, InterruptedException {
        BlobUpload upload = new BlobUpload(caller, repository, blob, source, listener);
        for (int tries = 1; ; tries++) {
            try {
                sendOnce(repository, blob, upload);
                return;
            } catch (RegistryException e) {
                boolean brokeOff = e.reason() == Reason.UNREACHABLE;
                if (!brokeOff || tries >= retries.tries()) {
                    throw e;
                }
                pause.await(retries.waitAfter(tries));
            }
        }
    }

    private void sendOnce(Repository repository, Descriptor blob, BlobUpload upload)
            throws RequestBodyException, InterruptedException {
        Optional<UploadLocation> place = startOrMount(repository, blob);
        if (place.isEmpty()) {
            return;
        }
        if (chunk > 0) {
            upload.inChunks(place.get(), chunk);
        } else if (!upload.whole(place.get())) {
            UploadLocation again = start(repository, blob, Optional.empty()).orElseThrow();
            upload.inChunks(again, FALLBACK_CHUNK);
        }
    }

    /** Mounts the blob if it can be; a registry that refuses that may still take its bytes. */
    private Optional<UploadLocation> startOrMount(Repository repository, Descriptor blob)
            throws RequestBodyException, InterruptedException {
        Optional<String> from =
                mountSources.elsewhere(repository.registry(), repository.path(), blob.digest());
        try {
            return start(repository, blob, from);
        } catch (RegistryException e) {
            if (from.isEmpty() || e.reason() == Reason.UNREACHABLE) {
                throw e;
            }
            return start(repository, blob, Optional.empty());
        }
    }

    private Optional<UploadLocation> start(
            Repository repository, Descriptor blob, Optional<String> from)
            throws RequestBodyException, InterruptedException {
        return caller.ask(repository, new UploadStart(repository.path(), blob.digest(), from));
    }
}
