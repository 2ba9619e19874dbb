package dev.berth.registry.call;

import dev.berth.registry.http.Body;
import dev.berth.registry.http.Request;
import dev.berth.registry.http.Response;

/**
 * Ends an upload, with all the bytes or with those that are left. Answers false when they are too
 * many for one request.
 */
public final class UploadFinish implements RegistryCall<Boolean> {
    private static final int CREATED = 201;
    private static final int TOO_LARGE = 413;

    private final String digest;
    private final UploadPlace place;
    private final Body body;

    public UploadFinish(String digest, UploadPlace place, Body body) {
        this.digest = digest;
        this.place = place;
        this.body = body;
    }

    @Override
    public String subject() {
        return "upload of blob " + digest;
    }

    @Override
    public Request request() {
        return Request.of("PUT", place.finish(digest).toString())
                .with("Content-Type", "application/octet-stream")
                .with(body);
    }

    @Override
    public boolean understands(int status) {
        return status == CREATED || status == TOO_LARGE;
    }

    @Override
    public Boolean read(Response response) {
        return response.status() == CREATED;
    }
}
