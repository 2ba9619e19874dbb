package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.RegistryHost;
import java.util.Optional;

/** A store of the host's own logins. */
@FunctionalInterface
public interface CredentialStore {
    /**
     * Returns the login to a registry; empty if there is none.
     *
     * @throws dev.berth.plugin.error.RegistryException if that cannot be found out
     * @throws InterruptedException if the thread was interrupted
     */
    Optional<RegistryCredentials> find(RegistryHost registry) throws InterruptedException;
}
