package dev.berth.registry.transport;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.RegistryHost;
import java.util.Optional;

/**
 * Somebody's way to one registry.
 *
 * @param given the login that came with the call; it belongs to this registry alone
 * @param scope what is to be done there
 */
public record AccessRequest(
        RegistryHost registry, Optional<RegistryCredentials> given, TokenScope scope) {
    /** Returns the same way with another scope. */
    public AccessRequest to(TokenScope wider) {
        return new AccessRequest(registry, given, wider);
    }
}
