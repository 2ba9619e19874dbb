package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.registry.host.HostAndPort;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.TokenScope;
import dev.berth.registry.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Adds the {@code Authorization} header, once a registry challenges with 401. A login is looked for
 * only then, goes only to the registry that it belongs to and to the token service that this
 * registry names, and is not kept. The requests to token services go to the next transport like all
 * others.
 */
public final class Authorizer implements Transport {
    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_RENEWALS = 2;

    private final Transport next;
    private final TokenService tokens;
    private final CredentialStore logins;
    private final AuthorizationCache cache = new AuthorizationCache(System::nanoTime);

    public Authorizer(
            Transport next,
            InsecureRegistries insecureRegistries,
            TokenHosts tokenHosts,
            CredentialStore logins) {
        this.next = next;
        this.tokens = new TokenService(next, insecureRegistries, tokenHosts);
        this.logins = logins;
    }

    /** Sends a request by its access; a response of 401 means that there is no way in. */
    @Override
    public RegistryResponse send(RegistryRequest request) throws IOException, InterruptedException {
        AccessRequest access = request.access().orElseThrow();
        Optional<String> header = cache.find(access);
        RegistryResponse response = next.send(request.authorizedBy(header));
        for (int renewals = 0;
                renewals < MOST_RENEWALS && isChallenge(access, response);
                renewals++) {
            // A token may run out while a busy registry is waited for; then it is got anew.
            if (renewals > 0 && cache.find(access).equals(header)) {
                return response;
            }
            cache.drop(access, header);
            Optional<String> ofAnother = cache.find(access);
            if (ofAnother.isPresent()) {
                // A request that was under way at the same time has got it.
                response.close();
                header = ofAnother;
                response = next.send(request.authorizedBy(header));
                continue;
            }
            response = challengeOf(request, header, response);
            if (!isChallenge(access, response)) {
                return response;
            }
            Optional<CachedAuthorization> fresh = authorization(access, response);
            if (fresh.isEmpty()) {
                return response;
            }
            response.close();
            cache.put(access, fresh.get());
            header = fresh.map(CachedAuthorization::header);
            response = next.send(request.authorizedBy(header));
        }
        return response;
    }

    /**
     * Returns the response to ask for a login by. Harbor challenges to Basic where a token was
     * refused, and names its token service only where none was shown.
     */
    private RegistryResponse challengeOf(
            RegistryRequest request, Optional<String> header, RegistryResponse response)
            throws IOException, InterruptedException {
        boolean tokenRefused =
                header.filter(one -> one.startsWith("Bearer ")).isPresent()
                        && find(challenges(response), "bearer").isEmpty();
        if (!tokenRefused) {
            return response;
        }
        response.close();
        return next.send(request.authorizedBy(Optional.empty()));
    }

    private static List<Challenge> challenges(RegistryResponse response) {
        return Challenge.parse(response.headers("WWW-Authenticate"));
    }

    /**
     * Returns whether the registry itself asks: where it redirects to has no right to its login.
     */
    private static boolean isChallenge(AccessRequest access, RegistryResponse response) {
        return response.status() == UNAUTHORIZED
                && HostAndPort.of(response.uri()).equals(access.registry().authority());
    }

    private Optional<CachedAuthorization> authorization(
            AccessRequest access, RegistryResponse response)
            throws IOException, InterruptedException {
        List<Challenge> challenges = challenges(response);
        Optional<RegistryCredentials> login = login(access);
        if (login.filter(CredentialKind::hasRegistryToken).isPresent()) {
            return Optional.of(
                    new CachedAuthorization("Bearer " + login.get().registryToken(), KEPT));
        }
        Optional<Challenge> bearer =
                find(challenges, "bearer")
                        .filter(
                                one ->
                                        one.parameters().containsKey("realm")
                                                || find(challenges, "basic").isEmpty());
        if (bearer.isPresent()) {
            // Before the token service is asked, which may fail.
            response.close();
            String asked = bearer.get().parameters().getOrDefault("scope", "");
            TokenScope scope = access.scope().andAsked(asked);
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

    /** Forgets all authorizations, and keeps none any more. */
    public void forget() {
        cache.close();
    }
}
