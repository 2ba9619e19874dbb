package dev.berth.registry.call;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.http.Body;
import dev.berth.registry.http.ExchangeFailure;
import dev.berth.registry.http.Request;
import dev.berth.registry.http.Response;
import dev.berth.spi.Descriptor;
import java.io.IOException;

/** Puts a manifest under a tag, once all that it names is there. */
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
    public Request request() {
        return Request.of("PUT", "/v2/" + path + "/manifests/" + tag)
                .with("Content-Type", manifest.mediaType())
                .with(Body.of(bytes));
    }

    @Override
    public boolean understands(int status) {
        return status == 201;
    }

    @Override
    public Void read(Response response) throws IOException {
        String stored = response.header("Docker-Content-Digest").orElse(manifest.digest());
        if (!stored.equals(manifest.digest())) {
            throw new ExchangeFailure(
                    Reason.CORRUPT,
                    "the registry stored it as %s, not as %s".formatted(stored, manifest.digest()));
        }
        return null;
    }
}
