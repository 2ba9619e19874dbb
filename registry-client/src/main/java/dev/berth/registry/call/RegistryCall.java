package dev.berth.registry.call;

import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import java.io.IOException;

/**
 * One thing that can be asked of a registry.
 *
 * @param <T> what it answers
 */
public interface RegistryCall<T> {

    /** Returns what is asked for, for messages: {@code manifest 1.0 of vieux/sshfs}. */
    String subject();

    /** Returns the request. */
    RegistryRequest request();

    /** Returns what to ask admission for, which most often is what the repository needs. */
    default AccessRequest widen(AccessRequest access) {
        return access;
    }

    /** Returns whether {@link #read} makes something of a status; others are errors. */
    boolean understands(int status);

    /** Makes the result of an answer. */
    T read(RegistryResponse response) throws IOException;
}
