package dev.berth.registry.call;

import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import java.io.IOException;

/**
 * One request of the <a
 * href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution
 * protocol</a>, and how its response is read.
 *
 * @param <T> what the response is read as
 */
public interface RegistryCall<T> {

    /** Returns what is asked for, to begin messages with: {@code manifest vieux/sshfs:1.0}. */
    String subject();

    /** Returns the request. */
    RegistryRequest request();

    /** Returns the access that the call needs: the repository's, unless it needs another. */
    default AccessRequest widen(AccessRequest access) {
        return access;
    }

    /** Returns whether {@link #read} takes responses with a status; all others are errors. */
    boolean understands(int status);

    /** Reads a response. */
    T read(RegistryResponse response) throws IOException;
}
