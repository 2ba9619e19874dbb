package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.spi.Descriptor;
import java.util.Optional;
import java.util.Set;

/**
 * {@code HEAD /v2/NAME/blobs/DIGEST}: whether a repository is known to have a blob. It is not if
 * the registry does not answer the question, as where its storage allows no HEAD.
 */
public final class BlobHead implements RegistryCall<Boolean> {
    private static final Set<Integer> NOT_KNOWN = Set.of(400, 403, 404, 405, 406, 410, 501);

    private final String path;
    private final Descriptor blob;

    public BlobHead(String path, Descriptor blob) {
        this.path = path;
        this.blob = blob;
    }

    @Override
    public String subject() {
        return "blob %s of %s".formatted(blob.digest(), path);
    }

    @Override
    public RegistryRequest request() {
        return RegistryRequest.of("HEAD", "/v2/" + path + "/blobs/" + blob.digest());
    }

    @Override
    public boolean understands(int status) {
        return status / 100 == 2 || NOT_KNOWN.contains(status);
    }

    @Override
    public Boolean read(RegistryResponse response) {
        Optional<Digest> named = StoredDigest.of(response);
        boolean same =
                named.isPresent()
                        ? named.get().equals(blob.digest())
                        : response.length().orElse(-1) == blob.size();
        return response.isSuccess() && same;
    }
}
