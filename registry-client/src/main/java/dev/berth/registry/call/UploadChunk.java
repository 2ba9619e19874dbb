package dev.berth.registry.call;

import dev.berth.registry.http.Body;
import dev.berth.registry.http.Request;
import dev.berth.registry.http.Response;
import java.io.IOException;

/** Sends a part of a blob. Answers where the next one goes. */
public final class UploadChunk implements RegistryCall<UploadPlace> {
    private final UploadPlace place;
    private final String digest;
    private final long offset;
    private final Body body;

    /**
     * @param offset of the part's first byte
     */
    public UploadChunk(String digest, UploadPlace place, long offset, Body body) {
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
    public Request request() {
        String range = offset + "-" + (offset + body.size() - 1);
        return Request.of("PATCH", place.uri().toString())
                .with("Content-Type", "application/octet-stream")
                .with("Content-Range", range)
                .with(body);
    }

    @Override
    public boolean understands(int status) {
        return status == 202;
    }

    @Override
    public UploadPlace read(Response response) throws IOException {
        return UploadPlace.of(response);
    }
}
