package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.ServerUrl;
import java.net.URI;
import java.util.OptionalLong;

/**
 * The {@code Location} of an upload.
 *
 * @param uri as the registry's last response named it
 * @param smallestChunk how many bytes each chunk but the last must have at least, if the registry
 *     says so
 */
public record UploadLocation(URI uri, OptionalLong smallestChunk) {

    static UploadLocation of(RegistryResponse response) throws ExchangeException {
        String location = response.header("Location").orElse("");
        if (location.isBlank()) {
            throw new ExchangeException(Reason.CORRUPT, "no place to upload to was named");
        }
        URI uri = ServerUrl.resolve(response.uri(), "it wants uploads at", location);
        return new UploadLocation(uri, smallestChunk(response));
    }

    private static OptionalLong smallestChunk(RegistryResponse response) {
        return response.header("OCI-Chunk-Min-Length")
                .filter(text -> text.matches("\\d{1,15}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** Returns the URL that closes the upload of a blob. */
    URI finish(Digest digest) {
        String query = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + query + "digest=" + digest);
    }
}
