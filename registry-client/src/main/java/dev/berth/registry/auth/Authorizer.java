package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.http.HttpTransport;
import dev.berth.registry.http.RegistryRequest;
import dev.berth.registry.http.RegistryResponse;
import dev.berth.registry.http.SchemeResolver;
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

    private final SchemeResolver origins;
    private final TokenService tokens;
    private final CredentialStore logins;
    private final AuthorizationCache tickets = new AuthorizationCache(System::nanoTime);

    public Authorizer(
            SchemeResolver origins,
            HttpTransport wire,
            InsecureRegistries plainHttp,
            CredentialStore logins) {
        this.origins = origins;
        this.tokens = new TokenService(wire, plainHttp);
        this.logins = logins;
    }

    /**
     * Sends a request, with what it takes to be let in. An answer of 401 means that nothing did.
     */
    public RegistryResponse send(AccessRequest access, RegistryRequest request)
            throws IOException, InterruptedException {
        Optional<String> kept = tickets.find(access);
        RegistryResponse response = origins.send(access.registry().authority(), request, kept);
        if (response.status() != UNAUTHORIZED || !cameFrom(access.registry(), response)) {
            return response;
        }
        tickets.drop(access);
        Optional<CachedAuthorization> ticket = ticket(access, response);
        if (ticket.isEmpty()) {
            return response;
        }
        response.close();
        tickets.put(access, ticket.get());
        Optional<String> header = Optional.of(ticket.get().header());
        return origins.send(access.registry().authority(), request, header);
    }

    /**
     * Returns whether a response is from the registry itself. A server that it redirected to has no
     * right to its login.
     */
    private static boolean cameFrom(RegistryHost registry, RegistryResponse response) {
        return HostAndPort.of(response.uri()).equals(registry.authority());
    }

    private Optional<CachedAuthorization> ticket(AccessRequest access, RegistryResponse response)
            throws IOException, InterruptedException {
        List<Challenge> challenges = Challenge.parse(response.headers("WWW-Authenticate"));
        Optional<RegistryCredentials> login = login(access);
        if (login.filter(CredentialKind::hasRegistryToken).isPresent()) {
            return Optional.of(
                    new CachedAuthorization("Bearer " + login.get().registryToken(), KEPT));
        }
        Optional<Challenge> bearer = find(challenges, "bearer");
        if (bearer.isPresent()) {
            String asked = bearer.get().parameters().getOrDefault("scope", "");
            Scope scope = access.scope().andAsked(asked);
            return Optional.of(tokens.token(response.uri(), bearer.get(), scope, login));
        }
        return login.filter(CredentialKind::hasPassword)
                .filter(one -> find(challenges, "basic").isPresent())
                .map(one -> new CachedAuthorization(CredentialKind.basic(one), KEPT));
    }

    private Optional<RegistryCredentials> login(AccessRequest access) throws InterruptedException {
        Optional<RegistryCredentials> given =
                access.given().filter(one -> !CredentialKind.isEmpty(one));
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
