package dev.berth.registry.login;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.auth.CredentialKind;
import dev.berth.registry.call.RegistryCaller;
import dev.berth.registry.call.RegistryErrors;
import dev.berth.registry.call.Repository;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.SourceFailure;
import java.util.Optional;

/** Tries a login out. */
public final class LoginVerifier {
    private final RegistryCaller caller;

    public LoginVerifier(RegistryCaller caller) {
        this.caller = caller;
    }

    /**
     * Returns if the registry takes a login, or asks for none.
     *
     * @throws RegistryException if it does not take it
     */
    public void enter(RegistryHost registry, RegistryCredentials login)
            throws InterruptedException {
        Repository door = new Repository(registry, "", Optional.of(login), false);
        VersionCheck check = new VersionCheck(login.username());
        // An empty one must not be made up for by what the host has.
        if (CredentialKind.isEmpty(login) || !ask(door, check)) {
            throw new RegistryErrors(door, check.subject())
                    .of(Reason.UNAUTHORIZED, "is refused", "check the user name and password", "");
        }
    }

    private boolean ask(Repository door, VersionCheck check) throws InterruptedException {
        try {
            return caller.ask(door, check);
        } catch (SourceFailure e) {
            throw new IllegalStateException("nothing is sent to read", e);
        }
    }
}
