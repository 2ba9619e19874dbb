package dev.berth.registry.login;

import dev.berth.registry.auth.Access;
import dev.berth.registry.auth.Scope;
import dev.berth.registry.call.RegistryCall;
import dev.berth.registry.http.Request;
import dev.berth.registry.http.Response;
import java.util.Set;

/** Asks for nothing but to be let in. */
final class LoginCheck implements RegistryCall<Boolean> {
    private static final int OK = 200;
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private final String user;

    LoginCheck(String user) {
        this.user = user;
    }

    @Override
    public String subject() {
        return "the login of " + user;
    }

    @Override
    public Request request() {
        return Request.of("GET", "/v2/");
    }

    /** A token for nothing: whoever gets one has logged in. */
    @Override
    public Access widen(Access access) {
        return access.to(new Scope(Set.of()));
    }

    @Override
    public boolean understands(int status) {
        return status == OK || REFUSED.contains(status);
    }

    @Override
    public Boolean read(Response response) {
        return response.status() == OK;
    }
}
