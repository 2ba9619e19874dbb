package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;

/**
 * Ends an upload, with all the bytes or with those that are left. Answers false when they are too
 * many for one request.
 */
public final class UploadFinish implements RegistryCall<Boolean> {
    private static final int CREATED = 201;
    private static final int TOO_LARGE = 413;

    private final Digest digest;
    private final UploadLocation place;
    private final RequestBody body;

    public UploadFinish(Digest digest, UploadLocation place, RequestBody body) {
        this.digest = digest;
        this.place = place;
        this.body = body;
    }

    @Override
    public String subject() {
        return "upload of blob " + digest;
    }

    @Override
    public RegistryRequest request() {
        return RegistryRequest.of("PUT", place.finish(digest).toString())
                .with("Content-Type", "application/octet-stream")
                .with(body);
    }

    @Override
    public boolean understands(int status) {
        return status == CREATED || status == TOO_LARGE;
    }

    @Override
    public Boolean read(RegistryResponse response) {
        return response.status() == CREATED;
    }
}
