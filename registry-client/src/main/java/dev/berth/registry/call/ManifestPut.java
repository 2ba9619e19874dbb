package dev.berth.registry.call;

import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import dev.berth.spi.Descriptor;

/**
 * {@code PUT /v2/NAME/manifests/TAG}: puts a manifest under a tag, once its blobs are there. The
 * result is whether the response confirms it: by 201, or by its digest.
 */
public final class ManifestPut implements RegistryCall<Boolean> {
    private static final int CREATED = 201;

    private final String path;
    private final String tag;
    private final Descriptor manifest;
    private final byte[] bytes;

    public ManifestPut(String path, String tag, Descriptor manifest, byte[] bytes) {
        this.path = path;
        this.tag = tag;
        this.manifest = manifest;
        this.bytes = bytes;
    }

    @Override
    public String subject() {
        return "manifest %s:%s".formatted(path, tag);
    }

    @Override
    public RegistryRequest request() {
        return RegistryRequest.of("PUT", "/v2/" + path + "/manifests/" + tag)
                .with("Content-Type", manifest.mediaType())
                .with(RequestBody.of(bytes));
    }

    @Override
    public boolean understands(int status) {
        return status / 100 == 2;
    }

    @Override
    public Boolean read(RegistryResponse response) throws ExchangeException {
        boolean confirmed = StoredDigest.confirms(response, manifest.digest());
        return confirmed || response.status() == CREATED;
    }
}
