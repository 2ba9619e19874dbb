package dev.berth.registry.call;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.TokenScope;
import java.util.Optional;

/**
 * A repository in a registry, with the login and the scope to use it by.
 *
 * @param path within the registry, {@code vieux/sshfs}
 * @param login the login that came with the call
 * @param writing whether it is to be written to
 */
public record Repository(
        RegistryHost registry, String path, Optional<RegistryCredentials> login, boolean writing) {

    /** Returns the access that reading from it, or writing to it, needs. */
    AccessRequest access() {
        return new AccessRequest(
                registry,
                login,
                writing ? TokenScope.push(registry, path) : TokenScope.pull(registry, path));
    }
}
