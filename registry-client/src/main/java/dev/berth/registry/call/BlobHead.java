package dev.berth.registry.call;

import dev.berth.registry.http.Request;
import dev.berth.registry.http.Response;

/** Asks whether a blob is there. */
public final class BlobHead implements RegistryCall<Boolean> {
    private final String path;
    private final String digest;

    public BlobHead(String path, String digest) {
        this.path = path;
        this.digest = digest;
    }

    @Override
    public String subject() {
        return "blob %s of %s".formatted(digest, path);
    }

    @Override
    public Request request() {
        return Request.of("HEAD", "/v2/" + path + "/blobs/" + digest);
    }

    @Override
    public boolean understands(int status) {
        return status == 200 || status == 404;
    }

    @Override
    public Boolean read(Response response) {
        return response.status() == 200;
    }
}
