package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.shared.oci.MediaTypes;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /v2/NAME/manifests/REFERENCE}: a manifest or an index, checked against its digest. */
public final class ManifestGet implements RegistryCall<ManifestGet.Document> {
    private static final int PART = 206;

    private final String path;
    private final String tagOrDigest;
    private final Optional<Digest> expected;
    private final int limit;

    /**
     * A manifest as the registry sent it.
     *
     * @param mediaType by its {@code Content-Type}
     */
    public record Document(String mediaType, Digest digest, byte[] bytes) {}

    /**
     * @param expected its digest, if the caller knows it
     * @param limit how many bytes it may have
     */
    public ManifestGet(String path, String tagOrDigest, Optional<Digest> expected, int limit) {
        this.path = path;
        this.tagOrDigest = tagOrDigest;
        this.expected = expected;
        this.limit = limit;
    }

    @Override
    public String subject() {
        return path + (expected.isPresent() ? "@" : ":") + tagOrDigest;
    }

    @Override
    public RegistryRequest request() {
        return RegistryRequest.of("GET", "/v2/" + path + "/manifests/" + tagOrDigest)
                .with("Accept", String.join(", ", MediaTypes.MANIFESTS))
                .withBodyLimit(limit);
    }

    @Override
    public boolean understands(int status) {
        return status / 100 == 2;
    }

    @Override
    public Document read(RegistryResponse response) throws IOException {
        String type = response.mediaType().orElse("");
        if (type.equals("text/html")) {
            throw new ExchangeException(
                    Reason.CORRUPT, "an HTML page came instead, so perhaps this is no registry");
        }
        Optional<Digest> announced = StoredDigest.of(response);
        if (response.status() == PART && expected.or(() -> announced).isEmpty()) {
            throw new ExchangeException(
                    Reason.CORRUPT, "perhaps only a part of it came, and no digest tells");
        }
        byte[] bytes = response.bytes(limit);
        Digest digest = expected.or(() -> announced).orElse(Digest.sha256(bytes));
        if (!digest.isOf(bytes)) {
            throw new ExchangeException(
                    Reason.CORRUPT, "it is not what its digest %s says".formatted(digest));
        }
        return new Document(type, digest, bytes);
    }
}
