package dev.berth.core.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.authz.AuthzChain;
import dev.berth.driver.authz.AuthzDecision;
import dev.berth.driver.authz.AuthzDeniedException;
import dev.berth.driver.authz.AuthzDriver;
import dev.berth.driver.authz.AuthzFailedException;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OrderedAuthzChainTest {
    private static final int LIMIT = 100;
    private static final AuthzRequest REQUEST = AuthzRequest.of("POST", "/plugins/pull");
    private static final AuthzResponse RESPONSE = AuthzResponse.of(200);

    private final List<String> asked = new ArrayList<>();
    private final Map<String, AuthzDriver> plugins = new HashMap<>();
    private final List<AuthzMember> services = new ArrayList<>();
    private AuthzDecision first = AuthzDecision.allow();
    private AuthzRequest shown;
    private AuthzResponse told;

    /** A plugin that allows everything and notes it. */
    private class Allowing implements AuthzDriver {
        private final String name;

        Allowing(String name) {
            this.name = name;
        }

        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            asked.add(name);
            shown = request;
            return AuthzDecision.allow();
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            asked.add(name + "'");
            shown = request;
            told = response;
            return AuthzDecision.allow();
        }
    }

    /** A plugin that decides as the test says. */
    private final class Deciding extends Allowing {
        Deciding(String name) {
            super(name);
        }

        @Override
        public AuthzDecision authorizeRequest(AuthzRequest request) {
            super.authorizeRequest(request);
            return first;
        }

        @Override
        public AuthzDecision authorizeResponse(AuthzRequest request, AuthzResponse response) {
            super.authorizeResponse(request, response);
            return first;
        }
    }

    private AuthzDriver find(String name) {
        return Optional.ofNullable(plugins.get(name))
                .orElseThrow(() -> new PluginNotFoundException(name));
    }

    private AuthzChain chain(String... names) {
        AuthzMembers members = new AuthzMembers(this::find, () -> services);
        return new OrderedAuthzChain(List::of, members, () -> LIMIT).withPlugins(List.of(names));
    }

    @Test
    void asksInOrderForTheRequestAndTheResponse() {
        plugins.put("a", new Allowing("a"));
        plugins.put("b", new Allowing("b"));
        AuthzChain chain = chain("b", "a", "b");
        chain.authorizeRequest(REQUEST);
        chain.authorizeResponse(REQUEST, RESPONSE);
        assertEquals(List.of("b", "a", "b'", "a'"), asked);
        assertEquals(List.of("b", "a"), chain.plugins());
    }

    @Test
    void endsWithTheFirstThatDenies() {
        plugins.put("a", new Deciding("a"));
        plugins.put("b", new Allowing("b"));
        first = AuthzDecision.deny("not on Fridays");
        AuthzChain chain = chain("a", "b");
        assertEquals(
                "authorization denied by plugin a: not on Fridays",
                assertThrows(AuthzDeniedException.class, () -> chain.authorizeRequest(REQUEST))
                        .getMessage());
        assertThrows(AuthzDeniedException.class, () -> chain.authorizeResponse(REQUEST, RESPONSE));
        assertEquals(List.of("a", "a'"), asked);
    }

    @Test
    void refusesWhenAPluginIsNotThere() {
        AuthzChain chain = chain("gone");
        assertEquals(
                "plugin gone failed with error: "
                        + new PluginNotFoundException("gone").getMessage(),
                assertThrows(AuthzFailedException.class, () -> chain.authorizeRequest(REQUEST))
                        .getMessage());
        assertEquals(List.of(new PluginNotFoundException("gone").getMessage()), chain.missing());
        plugins.put("gone", new Allowing("gone"));
        assertEquals(List.of(), chain.missing());
        chain.authorizeRequest(REQUEST);
    }

    @Test
    void refusesWhenAPluginFailsOrDecidesNothing() {
        plugins.put("a", new Deciding("a"));
        first = null;
        assertEquals("plugin a failed with error: no decision", failure());
        plugins.put(
                "a",
                new Allowing("a") {
                    @Override
                    public AuthzDecision authorizeRequest(AuthzRequest request) {
                        throw new PluginCallException(
                                "a:latest",
                                "AuthZPlugin.AuthZReq",
                                PluginCallException.Reason.FAILED,
                                OptionalInt.of(500),
                                "no disk",
                                null);
                    }
                });
        assertEquals("plugin a failed with error: AuthZPlugin.AuthZReq: no disk", failure());
        plugins.put(
                "a",
                new Allowing("a") {
                    @Override
                    public AuthzDecision authorizeRequest(AuthzRequest request) {
                        throw new StackOverflowError();
                    }
                });
        assertEquals("plugin a failed with error: java.lang.StackOverflowError", failure());
    }

    private String failure() {
        return assertThrows(AuthzFailedException.class, () -> chain("a").authorizeRequest(REQUEST))
                .getMessage();
    }

    @Test
    void deniesABodyThatCannotBeShown() {
        plugins.put("a", new Allowing("a"));
        chain("a").authorizeRequest(REQUEST.withBody(new byte[LIMIT]));
        AuthzRequest large = REQUEST.withBody(new byte[LIMIT + 1]);
        assertEquals(
                "authorization denied: the body of the request is larger than the 100 bytes that"
                        + " authorization plugins are shown",
                assertThrows(AuthzDeniedException.class, () -> chain("a").authorizeRequest(large))
                        .getMessage());
        AuthzResponse response = RESPONSE.withBody(new byte[LIMIT + 1]);
        assertThrows(
                AuthzDeniedException.class, () -> chain("a").authorizeResponse(REQUEST, response));
        assertEquals(List.of("a"), asked);
        chain().authorizeRequest(large);
    }

    @Test
    void showsNoHeadersThatCarryCredentials() {
        plugins.put("a", new Allowing("a"));
        AuthzRequest secret =
                REQUEST.withHeaders(
                        Map.of(
                                "authorization", "Basic x",
                                "X-Registry-Auth", "x",
                                "X-REGISTRY-CONFIG", "x",
                                "User-Agent", "curl"));
        chain("a").authorizeRequest(secret);
        assertEquals(Map.of("User-Agent", "curl"), shown.headers());
        AuthzResponse response = RESPONSE.withHeaders(Map.of("Authorization", "x", "Server", "y"));
        chain("a").authorizeResponse(secret, response);
        assertEquals(Map.of("User-Agent", "curl"), shown.headers());
        assertEquals(Map.of("Server", "y"), told.headers());
    }

    @Test
    void showsEveryBodyButUploadsAndLogins() {
        AuthzChain chain = chain();
        Optional<String> json = Optional.of("application/json");
        assertTrue(chain.showsBody("/v1.41/plugins/pull", json));
        assertTrue(
                chain.showsBody("/plugins/pull", Optional.of("Application/JSON; charset=utf-8")));
        assertTrue(chain.showsBody("/plugins/pull", Optional.of("application/x+json")));
        assertTrue(chain.showsBody("/plugins/pull", Optional.empty()));
        assertFalse(chain.showsBody("/plugins/create", Optional.of("application/x-tar")));
        assertFalse(chain.showsBody("/auth", json));
        assertFalse(chain.showsBody("/v1.41/auth", json));
        assertTrue(chain.showsBody("/plugins/auth", json));
    }

    @Test
    void asksServicesByRankingWithATimeLimit() {
        CountDownLatch never = new CountDownLatch(1);
        AuthzDriver hanging =
                new Allowing("hanging") {
                    @Override
                    public AuthzDecision authorizeRequest(AuthzRequest request) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return AuthzDecision.allow();
                    }
                };
        services.add(member("one", new Allowing("one"), Duration.ofSeconds(20)));
        services.add(member("two", hanging, Duration.ZERO));
        AuthzChain chain = chain(AuthzChain.ALL);
        assertEquals(
                "plugin two failed with error: it has not decided within 0 s",
                assertThrows(AuthzFailedException.class, () -> chain.authorizeRequest(REQUEST))
                        .getMessage());
        assertEquals(List.of("one"), asked);
        assertEquals(List.of(), chain.missing());
        never.countDown();
    }

    private static AuthzMember member(String name, AuthzDriver driver, Duration limit) {
        AuthzDriver limited = new LimitedAuthzDriver(driver, () -> limit);
        return new AuthzMember(name, () -> limited);
    }
}
