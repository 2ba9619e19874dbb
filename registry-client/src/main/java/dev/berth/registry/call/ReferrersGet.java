package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.shared.oci.MediaTypes;
import java.io.IOException;

/**
 * {@code GET /v2/NAME/referrers/DIGEST}: an index of the manifests that refer to another. Of
 * several pages the first is taken. Registries from before OCI 1.1 say 404.
 */
public final class ReferrersGet implements RegistryCall<byte[]> {
    private final String path;
    private final Digest subject;
    private final int limit;

    /**
     * @param limit how many bytes the index may have
     */
    public ReferrersGet(String path, Digest subject, int limit) {
        this.path = path;
        this.subject = subject;
        this.limit = limit;
    }

    @Override
    public String subject() {
        return "referrers of %s@%s".formatted(path, subject);
    }

    @Override
    public RegistryRequest request() {
        return RegistryRequest.of("GET", "/v2/" + path + "/referrers/" + subject)
                .with("Accept", MediaTypes.OCI_INDEX)
                .withBodyLimit(limit);
    }

    @Override
    public boolean understands(int status) {
        return status == 200;
    }

    @Override
    public byte[] read(RegistryResponse response) throws IOException {
        return response.bytes(limit);
    }
}
