package dev.berth.registry.login;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.auth.CredentialKind;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.call.Repository;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.RequestBodyException;
import java.util.Optional;

/** Verifies a login at its registry, as {@code docker login} does. */
public final class LoginVerifier {
    private final RegistryCaller caller;

    public LoginVerifier(RegistryCaller caller) {
        this.caller = caller;
    }

    /**
     * Returns if the registry accepts a login, or asks for none.
     *
     * @throws RegistryException if it refuses the login, or is not reached
     */
    public void verify(RegistryHost registry, RegistryCredentials login)
            throws InterruptedException {
        Repository root = new Repository(registry, "", Optional.of(login), false);
        VersionCheck check = new VersionCheck(login.username());
        // For an empty login the host's own would be taken.
        if (CredentialKind.isEmpty(login) || !ask(root, check)) {
            throw new RegistryErrors(root, check.subject())
                    .of(Reason.UNAUTHORIZED, "is refused", "check the user name and password", "");
        }
    }

    private boolean ask(Repository root, VersionCheck check) throws InterruptedException {
        try {
            return caller.ask(root, check);
        } catch (RequestBodyException e) {
            throw new IllegalStateException("nothing is sent to read", e);
        }
    }
}
