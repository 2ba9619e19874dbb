package dev.berth.registry.call;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.TokenScope;
import java.util.Optional;

/**
 * A repository in one registry, and who asks for it.
 *
 * @param path within the registry, {@code vieux/sshfs}
 * @param login the login that came with the call
 * @param writing whether something is to be sent there
 */
public record Repository(
        RegistryHost registry, String path, Optional<RegistryCredentials> login, boolean writing) {

    /** Returns the way in. */
    AccessRequest access() {
        return new AccessRequest(
                registry,
                login,
                writing ? TokenScope.push(registry, path) : TokenScope.pull(registry, path));
    }
}
