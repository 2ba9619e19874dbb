package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.TokenScope;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code POST /v2/NAME/blobs/uploads/}: opens an upload, or mounts the blob from another repository
 * of the registry. The result is where to send the bytes, empty if the blob was mounted.
 */
public final class UploadStart implements RegistryCall<Optional<UploadLocation>> {
    private static final int MOUNTED = 201;

    private final String path;
    private final Digest digest;
    private final Optional<String> from;

    /**
     * @param from a repository of the same registry to mount the blob from
     */
    public UploadStart(String path, Digest digest, Optional<String> from) {
        this.path = path;
        this.digest = digest;
        this.from = from;
    }

    @Override
    public String subject() {
        return "upload of blob %s to %s".formatted(digest, path);
    }

    @Override
    public RegistryRequest request() {
        String mount = from.map(other -> "?mount=" + digest + "&from=" + other).orElse("");
        return RegistryRequest.of("POST", "/v2/" + path + "/blobs/uploads/" + mount);
    }

    @Override
    public AccessRequest widen(AccessRequest access) {
        return from.map(other -> TokenScope.pull(access.registry(), other))
                .map(scope -> access.withScope(access.scope().and(scope)))
                .orElse(access);
    }

    @Override
    public boolean understands(int status) {
        return status / 100 == 2 && (status != MOUNTED || from.isPresent());
    }

    @Override
    public Optional<UploadLocation> read(RegistryResponse response) throws IOException {
        if (response.status() != MOUNTED) {
            return Optional.of(UploadLocation.of(response));
        }
        // One that mounted another blob than it was asked for has to take this one's bytes.
        StoredDigest.confirms(response, digest);
        return Optional.empty();
    }
}
