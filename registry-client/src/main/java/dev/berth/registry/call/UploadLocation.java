package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.ServerUrl;
import java.net.URI;
import java.util.Optional;
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
        return named(response)
                .orElseThrow(
                        () ->
                                new ExchangeException(
                                        Reason.CORRUPT, "no place to upload to was named"));
    }

    /** Returns the location for what comes next: this one, unless the response names another. */
    UploadLocation next(RegistryResponse response) throws ExchangeException {
        return named(response).orElse(this);
    }

    private static Optional<UploadLocation> named(RegistryResponse response)
            throws ExchangeException {
        String location = response.header("Location").orElse("");
        if (location.isBlank()) {
            return Optional.empty();
        }
        URI uri = ServerUrl.resolve(response.uri(), "it wants uploads at", location);
        return Optional.of(new UploadLocation(uri, response.number("OCI-Chunk-Min-Length")));
    }

    /** Returns the URL that closes the upload of a blob. */
    URI finish(Digest digest) {
        String query = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + query + "digest=" + digest);
    }
}
