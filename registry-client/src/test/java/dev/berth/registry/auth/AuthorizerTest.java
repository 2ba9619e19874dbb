package dev.berth.registry.auth;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.plugin.RegistryCredentials;
import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.InsecureRegistries;
import dev.berth.registry.host.RegistryHost;
import dev.berth.registry.transport.AccessRequest;
import dev.berth.registry.transport.ExchangeException;
import dev.berth.registry.transport.RegistryRequest;
import dev.berth.registry.transport.RegistryResponse;
import dev.berth.registry.transport.TokenScope;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorizerTest {
    private static final URI ORIGIN = URI.create("https://registry.example/");
    private static final RegistryHost REGISTRY = RegistryHost.of("registry.example");
    private static final RegistryCredentials ADA = RegistryCredentials.of("ada", "secret");
    private static final RegistryRequest REQUEST =
            RegistryRequest.of("GET", "/v2/a/b/manifests/1")
                    .with(
                            new AccessRequest(
                                    REGISTRY, Optional.of(ADA), TokenScope.pull(REGISTRY, "a/b")));

    private final List<RegistryRequest> sent = new ArrayList<>();
    private final List<Authorizer> all = new ArrayList<>();
    private final Authorizer authorizer = authorizer();
    private String realm = "https://auth.example/token";

    /** What happens while the first request is under way. */
    private Runnable underWay = () -> {};

    private Authorizer authorizer(String... tokenHosts) {
        Authorizer made =
                new Authorizer(
                        this::respond,
                        new InsecureRegistries(List.of(), url -> false),
                        TokenHosts.parse(List.of(tokenHosts)),
                        registry -> Optional.empty());
        all.add(made);
        return made;
    }

    @AfterEach
    void stop() {
        all.forEach(Authorizer::forget);
    }

    private RegistryResponse respond(RegistryRequest request) {
        sent.add(request);
        underWay.run();
        if (request.origin().isPresent()) {
            return response(200, request.target(), "{\"token\":\"t\"}", Map.of());
        }
        return request.authorization().isPresent()
                ? response(200, ORIGIN, "", Map.of())
                : response(
                        401,
                        ORIGIN,
                        "",
                        Map.of("WWW-Authenticate", List.of("Bearer realm=\"" + realm + "\"")));
    }

    private static RegistryResponse response(
            int status, URI uri, String body, Map<String, List<String>> headers) {
        return new RegistryResponse(
                status,
                uri,
                HttpHeaders.of(headers, (name, value) -> true),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void usesTheTokenThatAnotherRequestHasGotMeanwhile() throws Exception {
        underWay =
                () -> {
                    underWay = () -> {};
                    assertDoesNotThrow(() -> authorizer.send(REQUEST).close());
                };

        try (RegistryResponse response = authorizer.send(REQUEST)) {
            assertEquals(200, response.status());
        }

        assertEquals(1, sent.stream().filter(one -> one.origin().isPresent()).count());
    }

    @Test
    void sendsItsTokenRequestsToTheNextTransport() throws Exception {
        try (RegistryResponse response = authorizer.send(REQUEST)) {
            assertEquals(200, response.status());
        }

        RegistryRequest token = sent.get(1);
        assertEquals(3, sent.size());
        assertEquals(Optional.of(URI.create("https://auth.example/token")), token.origin());
        assertEquals(Optional.of(CredentialKind.basic(ADA)), token.authorization());
        assertEquals(Optional.of("Bearer t"), sent.get(2).authorization());
    }

    @Test
    void sendsNothingToATokenServiceThatIsNotSafe() {
        realm = "http://auth.example/token";

        ExchangeException failure =
                assertThrows(ExchangeException.class, () -> authorizer.send(REQUEST));

        assertEquals(Reason.REFUSED, failure.reason());
        assertEquals(1, sent.size());
    }

    @Test
    void sendsALoginOnlyToTheTokenHostsIfAnyAreNamed() throws Exception {
        ExchangeException failure =
                assertThrows(ExchangeException.class, () -> authorizer("b.example").send(REQUEST));
        assertEquals(Reason.REFUSED, failure.reason());
        assertTrue(failure.getMessage().contains("auth.example is not in token.hosts"));
        assertEquals(1, sent.size());

        authorizer("auth.example").send(REQUEST).close();
        assertEquals(Optional.of(CredentialKind.basic(ADA)), sent.get(2).authorization());
    }

    @Test
    void sendsALoginToTheRegistryItselfAlways() throws Exception {
        realm = ORIGIN.resolve("/token").toString();
        authorizer("b.example").send(REQUEST).close();
        assertEquals(Optional.of(CredentialKind.basic(ADA)), sent.get(1).authorization());
    }

    @Test
    void sendsRequestsThatPrintNoSecret() throws Exception {
        authorizer.send(REQUEST).close();

        assertFalse(sent.toString().contains("Basic "), sent.toString());
        assertFalse(sent.toString().contains("Bearer "), sent.toString());
        assertFalse(sent.toString().contains("ada"), sent.toString());
    }
}
