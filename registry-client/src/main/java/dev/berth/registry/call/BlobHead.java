package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;

/** {@code HEAD /v2/NAME/blobs/DIGEST}: whether a repository has a blob. */
public final class BlobHead implements RegistryCall<Boolean> {
    private final String path;
    private final Digest digest;

    public BlobHead(String path, Digest digest) {
        this.path = path;
        this.digest = digest;
    }

    @Override
    public String subject() {
        return "blob %s of %s".formatted(digest, path);
    }

    @Override
    public RegistryRequest request() {
        return RegistryRequest.of("HEAD", "/v2/" + path + "/blobs/" + digest);
    }

    @Override
    public boolean understands(int status) {
        return status == 200 || status == 404;
    }

    @Override
    public Boolean read(RegistryResponse response) {
        return response.status() == 200;
    }
}
