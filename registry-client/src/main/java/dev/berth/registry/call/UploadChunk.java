package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import java.io.IOException;

/** {@code PATCH} of an upload: sends a chunk. The result is the location of the next one. */
public final class UploadChunk extends UploadCall<UploadLocation> {
    private final UploadLocation location;
    private final String range;

    /**
     * @param offset of the chunk's first byte
     */
    public UploadChunk(Digest digest, UploadLocation location, long offset, RequestBody body) {
        super(digest, body);
        this.location = location;
        this.range = offset + "-" + (offset + body.size() - 1);
    }

    @Override
    public RegistryRequest request() {
        return request("PATCH", location.uri()).with("Content-Range", range);
    }

    @Override
    public boolean understands(int status) {
        return status / 100 == 2;
    }

    @Override
    public UploadLocation read(RegistryResponse response) throws IOException {
        return location.next(response);
    }
}
