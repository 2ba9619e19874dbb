package dev.berth.registry.auth;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.transport.ConnectionErrors;
import dev.berth.registry.transport.ErrorBody;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.RequestBody;
import dev.berth.registry.transport.ServerUrl;
import dev.berth.registry.transport.TokenScope;
import dev.berth.registry.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client of the token services that registries name, by <a
 * href="https://distribution.github.io/distribution/spec/auth/token/">the token protocol</a> with a
 * login or none, and by <a href="https://distribution.github.io/distribution/spec/auth/oauth/">its
 * OAuth2 form</a> with a refresh token.
 */
final class TokenService {
    private static final int LONGEST_RESPONSE = 1 << 20;
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

    /** What token services that know no OAuth2 answer to its POST. */
    private static final Set<Integer> NO_OAUTH = Set.of(404, 405);

    private final Transport transport;
    private final InsecureRegistries insecureRegistries;
    private final TokenHosts hosts;

    TokenService(Transport transport, InsecureRegistries insecureRegistries, TokenHosts hosts) {
        this.transport = transport;
        this.insecureRegistries = insecureRegistries;
        this.hosts = hosts;
    }

    /**
     * Gets a token.
     *
     * @param challenger the URL whose response named the service
     */
    CachedAuthorization token(
            URI challenger,
            Challenge challenge,
            TokenScope scope,
            Optional<RegistryCredentials> login)
            throws IOException, InterruptedException {
        URI realm = realm(challenger, challenge);
        if (login.isPresent() && !hosts.mayHaveLogin(challenger, realm)) {
            throw new ExchangeException(
                    Reason.REFUSED,
                    "its token service at %s is not in token.hosts, and gets no login"
                            .formatted(realm.getRawAuthority()));
        }
        String service = challenge.parameters().getOrDefault("service", "");
        try (RegistryResponse response = ask(realm, service, scope, login)) {
            if (!response.isSuccess()) {
                throw refused(realm, response, login.isPresent());
            }
            return TokenResponse.parse(name(realm), response.bytes(LONGEST_RESPONSE));
        }
    }

    private RegistryResponse ask(
            URI realm, String service, TokenScope scope, Optional<RegistryCredentials> login)
            throws IOException, InterruptedException {
        if (login.filter(CredentialKind::hasIdentityToken).isPresent()) {
            RegistryResponse response = send(realm, refresh(realm, service, scope, login.get()));
            boolean byPassword =
                    NO_OAUTH.contains(response.status()) && CredentialKind.hasPassword(login.get());
            if (!byPassword) {
                return response;
            }
            response.close();
        }
        return send(realm, query(realm, service, scope, login));
    }

    private RegistryResponse send(URI realm, RegistryRequest request)
            throws IOException, InterruptedException {
        try {
            return transport.send(request.at(realm).withBodyLimit(LONGEST_RESPONSE));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new ExchangeException(
                    ExchangeException.reasonOf(e), name(realm) + ": " + ConnectionErrors.of(e), e);
        }
    }

    private URI realm(URI challenger, Challenge challenge) throws ExchangeException {
        String text = challenge.parameters().getOrDefault("realm", "");
        URI realm = ServerUrl.resolve(challenger, "its token service is", text);
        if (insecureRegistries.mayRedirect(challenger, realm)) {
            return realm;
        }
        throw new ExchangeException(
                Reason.REFUSED,
                "its token service at %s is neither https nor a host for plain http"
                        .formatted(realm.getRawAuthority()));
    }

    private static RegistryRequest query(
            URI realm, String service, TokenScope scope, Optional<RegistryCredentials> login) {
        List<String> query = new ArrayList<>();
        if (!service.isEmpty()) {
            query.add("service=" + encode(service));
        }
        scope.entries().forEach(entry -> query.add("scope=" + encode(entry)));
        login.filter(CredentialKind::hasPassword)
                .ifPresent(one -> query.add("account=" + encode(one.username())));
        String separator = realm.getRawQuery() == null ? "?" : "&";
        return RegistryRequest.of("GET", realm + separator + String.join("&", query))
                .authorizedBy(login.filter(CredentialKind::hasPassword).map(CredentialKind::basic));
    }

    private static RegistryRequest refresh(
            URI realm, String service, TokenScope scope, RegistryCredentials login) {
        String form =
                "grant_type=refresh_token&client_id=berth&service="
                        + encode(service)
                        + "&scope="
                        + encode(String.join(" ", scope.entries()))
                        + "&refresh_token="
                        + encode(login.identityToken());
        return RegistryRequest.of("POST", realm.toString())
                .with("Content-Type", "application/x-www-form-urlencoded")
                .with(RequestBody.of(form.getBytes(StandardCharsets.UTF_8)).asSecret())
                .asRepeatable();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ExchangeException refused(URI realm, RegistryResponse response, boolean loggedIn)
            throws InterruptedIOException {
        String words = ErrorBody.read(response);
        boolean refused = REFUSALS.contains(response.status());
        return new ExchangeException(
                refused ? Reason.UNAUTHORIZED : Reason.REFUSED,
                "%s answered %d%s%s"
                        .formatted(
                                name(realm),
                                response.status(),
                                words.isEmpty() ? "" : ": " + words,
                                refused && loggedIn ? "; the login is wrong or not enough" : ""));
    }

    private static String name(URI realm) {
        return "its token service at " + realm.getRawAuthority();
    }
}
