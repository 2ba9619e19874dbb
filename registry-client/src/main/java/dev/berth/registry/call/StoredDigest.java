package dev.berth.registry.call;

import dev.berth.plugin.Digest;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryResponse;
import java.util.Optional;

/** The digest by which a response says that the registry has something. */
final class StoredDigest {
    private StoredDigest() {}

    /** Returns the digest, empty if the response has none. */
    static Optional<Digest> of(RegistryResponse response) {
        return response.header("Docker-Content-Digest").flatMap(Digest::tryParse);
    }

    /**
     * Returns whether a response names a digest.
     *
     * @throws ExchangeException if it names another one; that by another algorithm tells nothing
     */
    static boolean confirms(RegistryResponse response, Digest sent) throws ExchangeException {
        Optional<Digest> stored = of(response);
        if (stored.filter(one -> !one.equals(sent)).isEmpty()) {
            return stored.isPresent();
        }
        if (stored.get().algorithm().equals(sent.algorithm())) {
            throw new ExchangeException(
                    Reason.CORRUPT,
                    "the registry stored it as %s, not as %s".formatted(stored.get(), sent));
        }
        return false;
    }
}
