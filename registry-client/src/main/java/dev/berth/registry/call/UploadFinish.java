package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import java.net.URI;

/**
 * {@code PUT} of an upload: closes it, with all the bytes or with none left. The result is false if
 * they are too many for one request.
 */
public final class UploadFinish extends UploadCall<Boolean> {
    private static final int CREATED = 201;
    private static final int TOO_LARGE = 413;

    private final URI closing;

    public UploadFinish(Digest digest, UploadLocation location, RequestBody body) {
        super(digest, body);
        this.closing = location.finish(digest);
    }

    @Override
    public RegistryRequest request() {
        return request("PUT", closing);
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
