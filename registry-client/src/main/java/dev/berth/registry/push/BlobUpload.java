package dev.berth.registry.push;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.call.BlobHead;
import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.call.Repository;
import dev.berth.registry.call.UploadChunk;
import dev.berth.registry.call.UploadFinish;
import dev.berth.registry.call.UploadLocation;
import dev.berth.registry.content.LimitedStream;
import dev.berth.registry.content.UploadProgress;
import dev.berth.registry.transport.RequestBody;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.spi.Descriptor;
import dev.berth.spi.PushListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** The upload of one blob's bytes, in one request or in chunks. */
final class BlobUpload {
    private final RegistryCaller caller;
    private final Repository repository;
    private final Descriptor blob;
    private final PluginBlobs source;
    private final PushListener listener;

    BlobUpload(
            RegistryCaller caller,
            Repository repository,
            Descriptor blob,
            PluginBlobs source,
            PushListener listener) {
        this.caller = caller;
        this.repository = repository;
        this.blob = blob;
        this.source = source;
        this.listener = listener;
    }

    /**
     * Sends all in one request.
     *
     * @return whether the registry took so many bytes at once
     */
    boolean whole(UploadLocation place) throws RequestBodyException, InterruptedException {
        return finish(new UploadFinish(blob.digest(), place, body(0, blob.size())));
    }

    /** Sends all in chunks. */
    void inChunks(UploadLocation place, long chunk)
            throws RequestBodyException, InterruptedException {
        UploadLocation next = place;
        long size = Math.max(chunk, place.smallestChunk().orElse(0));
        long offset = 0;
        while (blob.size() - offset > size) {
            next =
                    caller.ask(
                            repository,
                            new UploadChunk(blob.digest(), next, offset, body(offset, size)));
            offset += size;
        }
        next =
                caller.ask(
                        repository,
                        new UploadChunk(
                                blob.digest(), next, offset, body(offset, blob.size() - offset)));
        UploadFinish last = new UploadFinish(blob.digest(), next, RequestBody.of(new byte[0]));
        if (!finish(last)) {
            throw errors(last)
                    .of(Reason.REFUSED, "is refused, although it was sent in chunks", "", "");
        }
    }

    /** Returns whether the registry took so many bytes; looks for what it does not confirm. */
    private boolean finish(UploadFinish last) throws RequestBodyException, InterruptedException {
        UploadFinish.Outcome outcome = caller.ask(repository, last);
        if (outcome == UploadFinish.Outcome.UNCONFIRMED
                && !caller.ask(repository, new BlobHead(repository.path(), blob))) {
            throw errors(last).corrupt("was taken, but the blob is not there");
        }
        return outcome != UploadFinish.Outcome.TOO_LARGE;
    }

    private RegistryErrors errors(RegistryCall<?> call) {
        return new RegistryErrors(repository, call.subject());
    }

    private RequestBody body(long offset, long length) {
        UploadProgress progress = new UploadProgress(blob, listener);
        LongConsumer sent = count -> progress.sent(offset + count);
        return new RequestBody(length, () -> open(offset, length), sent);
    }

    private InputStream open(long offset, long length) throws IOException {
        InputStream stream = source.open(blob);
        try {
            stream.skipNBytes(offset);
            return new LimitedStream(stream, length);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }
}
