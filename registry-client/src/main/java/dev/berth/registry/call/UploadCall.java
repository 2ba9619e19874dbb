package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RequestBody;
import java.net.URI;

/** A request that sends bytes of a blob to the location of its upload. */
abstract class UploadCall<T> implements RegistryCall<T> {
    private final Digest digest;
    private final RequestBody body;

    UploadCall(Digest digest, RequestBody body) {
        this.digest = digest;
        this.body = body;
    }

    @Override
    public final String subject() {
        return "upload of blob " + digest;
    }

    final RegistryRequest request(String method, URI uri) {
        return RegistryRequest.of(method, uri.toString())
                .with("Content-Type", "application/octet-stream")
                .with(body);
    }
}
