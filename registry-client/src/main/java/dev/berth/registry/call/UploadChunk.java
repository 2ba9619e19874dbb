package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import java.io.IOException;

/** Sends a part of a blob. Answers where the next one goes. */
public final class UploadChunk implements RegistryCall<UploadLocation> {
    private final UploadLocation place;
    private final Digest digest;
    private final long offset;
    private final RequestBody body;

    /**
     * @param offset of the part's first byte
     */
    public UploadChunk(Digest digest, UploadLocation place, long offset, RequestBody body) {
        this.digest = digest;
        this.place = place;
        this.offset = offset;
        this.body = body;
    }

    @Override
    public String subject() {
        return "upload of blob " + digest;
    }

    @Override
    public RegistryRequest request() {
        String range = offset + "-" + (offset + body.size() - 1);
        return RegistryRequest.of("PATCH", place.uri().toString())
                .with("Content-Type", "application/octet-stream")
                .with("Content-Range", range)
                .with(body);
    }

    @Override
    public boolean understands(int status) {
        return status == 202;
    }

    @Override
    public UploadLocation read(RegistryResponse response) throws IOException {
        return UploadLocation.of(response);
    }
}
