package dev.berth.registry.transport;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.RegistryHost;
import java.util.Optional;

/**
 * The access to ask a registry for: by which login, with which scope.
 *
 * @param given the login that came with the call, for this registry alone
 * @param scope what the login is to permit
 */
public record AccessRequest(
        RegistryHost registry, Optional<RegistryCredentials> given, TokenScope scope) {
    /** Returns the same access with another scope. */
    public AccessRequest withScope(TokenScope other) {
        return new AccessRequest(registry, given, other);
    }
}
