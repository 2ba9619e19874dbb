package dev.berth.registry.login;

import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.TokenScope;
import java.util.Set;

/** Asks for nothing but to be let in. */
final class VersionCheck implements RegistryCall<Boolean> {
    private static final int OK = 200;
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

    /** A token for nothing: whoever gets one has logged in. */
    @Override
    public AccessRequest widen(AccessRequest access) {
        return access.to(new TokenScope(Set.of()));
    }

    @Override
    public boolean understands(int status) {
        return status == OK || REFUSED.contains(status);
    }

    @Override
    public Boolean read(RegistryResponse response) {
        return response.status() == OK;
    }
}
