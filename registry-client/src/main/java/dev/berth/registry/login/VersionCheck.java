package dev.berth.registry.login;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.TokenScope;
import java.util.Set;

/**
 * {@code GET /v2/}: the API version check, which a registry that asks for logins answers with 401.
 */
final class VersionCheck implements RegistryCall<Boolean> {
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private final String user;

    VersionCheck(String user) {
        this.user = user;
    }

    @Override
    public String subject() {
        return "the login of " + user;
    }

    @Override
    public RegistryRequest request() {
        return RegistryRequest.of("GET", "/v2/");
    }

    /** Asks for a token without any scope, which a token service gives to every user it knows. */
    @Override
    public AccessRequest widen(AccessRequest access) {
        return access.withScope(new TokenScope(Set.of()));
    }

    @Override
    public boolean understands(int status) {
        return status / 100 == 2 || REFUSED.contains(status);
    }

    @Override
    public Boolean read(RegistryResponse response) throws ExchangeException {
        if (response.isSuccess() && response.mediaType().orElse("").equals("text/html")) {
            throw new ExchangeException(
                    Reason.CORRUPT, "an HTML page came instead, so perhaps this is no registry");
        }
        return response.isSuccess();
    }
}
