package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.Authority;
import dev.berth.registry.host.PlainHttp;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.http.Origins;
import dev.berth.registry.http.Request;
import dev.berth.registry.http.Response;
import dev.berth.registry.http.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Shows who is asking, once a registry wants to know. A login is looked for only then, goes only to
 * the registry that it belongs to and to the token service that this registry names, and is not
 * kept.
 */
public final class Authorizer {
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int UNAUTHORIZED = 401;

    private final Origins origins;
    private final TokenService tokens;
    private final Logins logins;
    private final Tickets tickets = new Tickets(System::nanoTime);

    public Authorizer(Origins origins, Wire wire, PlainHttp plainHttp, Logins logins) {
        this.origins = origins;
        this.tokens = new TokenService(wire, plainHttp);
        this.logins = logins;
    }

    /**
     * Sends a request, with what it takes to be let in. An answer of 401 means that nothing did.
     */
    public Response send(Access access, Request request) throws IOException, InterruptedException {
        Optional<String> kept = tickets.find(access);
        Response response = origins.send(access.registry().authority(), request, kept);
        if (response.status() != UNAUTHORIZED || !cameFrom(access.registry(), response)) {
            return response;
        }
        tickets.drop(access);
        Optional<Ticket> ticket = ticket(access, response);
        if (ticket.isEmpty()) {
            return response;
        }
        response.close();
        tickets.put(access, ticket.get());
        Optional<String> header = Optional.of(ticket.get().header());
        return origins.send(access.registry().authority(), request, header);
    }

    /** A server that the registry redirected to has no right to its login. */
    private static boolean cameFrom(RegistryHost registry, Response response) {
        return Authority.of(response.uri()).equals(registry.authority());
    }

    private Optional<Ticket> ticket(Access access, Response response)
            throws IOException, InterruptedException {
        List<Challenge> challenges = Challenge.parse(response.headers("WWW-Authenticate"));
        Optional<RegistryCredentials> login = login(access);
        if (login.filter(Login::hasRegistryToken).isPresent()) {
            return Optional.of(new Ticket("Bearer " + login.get().registryToken(), KEPT));
        }
        Optional<Challenge> bearer = find(challenges, "bearer");
        if (bearer.isPresent()) {
            String asked = bearer.get().parameters().getOrDefault("scope", "");
            Scope scope = access.scope().andAsked(asked);
            return Optional.of(tokens.token(response.uri(), bearer.get(), scope, login));
        }
        return login.filter(Login::hasPassword)
                .filter(one -> find(challenges, "basic").isPresent())
                .map(one -> new Ticket(Login.basic(one), KEPT));
    }

    private Optional<RegistryCredentials> login(Access access) throws InterruptedException {
        Optional<RegistryCredentials> given = access.given().filter(one -> !Login.isEmpty(one));
        return given.isPresent() ? given : logins.find(access.registry());
    }

    private static Optional<Challenge> find(List<Challenge> challenges, String scheme) {
        return challenges.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
    }

    /** Forgets all tickets, and keeps none any more. */
    public void forget() {
        tickets.close();
    }
}
