package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import dev.berth.spi.Descriptor;
import java.io.IOException;

/** {@code PUT /v2/NAME/manifests/TAG}: puts a manifest under a tag, once its blobs are there. */
public final class ManifestPut implements RegistryCall<Void> {
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
        return status == 201;
    }

    @Override
    public Void read(RegistryResponse response) throws IOException {
        String sent = manifest.digest().toString();
        String stored = response.header("Docker-Content-Digest").orElse(sent);
        if (!stored.equals(sent)) {
            throw new ExchangeException(
                    Reason.CORRUPT,
                    "the registry stored it as %s, not as %s".formatted(stored, sent));
        }
        return null;
    }
}
