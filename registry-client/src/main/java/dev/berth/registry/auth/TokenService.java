package dev.berth.registry.auth;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.transport.ConnectionErrors;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client of the token services that registries name, by <a
 * href="https://distribution.github.io/distribution/spec/auth/token/">the token protocol</a> with a
 * login or none, and by <a href="https://distribution.github.io/distribution/spec/auth/oauth/">its
 * OAuth2 form</a> with a refresh token.
 */
final class TokenService {
    private static final int LONGEST_RESPONSE = 1 << 20;
    private static final long USUAL_SECONDS = 60;
    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        RegistryRequest request =
                login.filter(CredentialKind::hasIdentityToken).isPresent()
                        ? refresh(realm, service, scope, login.get())
                        : ask(realm, service, scope, login);
        try (RegistryResponse response =
                send(realm, request.at(realm).withBodyLimit(LONGEST_RESPONSE))) {
            requireOk(realm, response, login.isPresent());
            return authorization(realm, response.bytes(LONGEST_RESPONSE));
        }
    }

    private RegistryResponse send(URI realm, RegistryRequest request)
            throws IOException, InterruptedException {
        try {
            return transport.send(request);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new ExchangeException(
                    ExchangeException.reasonOf(e),
                    "its token service at %s: %s"
                            .formatted(realm.getRawAuthority(), ConnectionErrors.of(e)),
                    e);
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

    private static RegistryRequest ask(
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

    private static void requireOk(URI realm, RegistryResponse response, boolean loggedIn)
            throws ExchangeException {
        int status = response.status();
        if (status == 200) {
            return;
        }
        boolean refused = status == 400 || status == 401 || status == 403;
        throw new ExchangeException(
                refused ? Reason.UNAUTHORIZED : Reason.REFUSED,
                "its token service at %s answered %d%s"
                        .formatted(
                                realm.getRawAuthority(),
                                status,
                                refused && loggedIn ? ": the login is wrong or not enough" : ""));
    }

    private static CachedAuthorization authorization(URI realm, byte[] body) throws IOException {
        JsonNode json = read(realm, body);
        String token = text(json, "token").or(() -> text(json, "access_token")).orElse("");
        if (!TOKEN.matcher(token).matches()) {
            throw noToken(realm);
        }
        long named = json.path("expires_in").asLong(USUAL_SECONDS);
        long seconds = Math.max(0, Math.min(named, MOST_SECONDS));
        // A tenth is kept back: it must not run out on its way.
        return new CachedAuthorization(
                "Bearer " + token, Duration.ofSeconds(seconds).multipliedBy(9).dividedBy(10));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    private static JsonNode read(URI realm, byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            // Without its cause, which may quote the token.
            throw noToken(realm);
        }
    }

    private static ExchangeException noToken(URI realm) {
        return new ExchangeException(
                Reason.CORRUPT,
                "its token service at %s did not answer with a token"
                        .formatted(realm.getRawAuthority()));
    }
}
