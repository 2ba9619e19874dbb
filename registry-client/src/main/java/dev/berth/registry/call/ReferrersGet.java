package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.shared.oci.MediaTypes;
import java.io.IOException;
import java.util.Set;

/**
 * {@code GET /v2/NAME/referrers/DIGEST}: an index of the manifests that refer to another. Of
 * several pages the first is taken. Registries from before OCI 1.1 say 404, some say something
 * else.
 */
public final class ReferrersGet implements RegistryCall<byte[]> {
    private static final Set<Integer> UNKNOWN = Set.of(400, 405, 406, 501);
    private static final int PART = 206;

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
        return status / 100 == 2 && status != PART || UNKNOWN.contains(status);
    }

    @Override
    public byte[] read(RegistryResponse response) throws IOException {
        boolean page = response.mediaType().orElse("").equals("text/html");
        if (!response.isSuccess() || page) {
            throw new ExchangeException(
                    Reason.NOT_FOUND, "the registry does not list referrers by itself");
        }
        return response.bytes(limit);
    }
}
