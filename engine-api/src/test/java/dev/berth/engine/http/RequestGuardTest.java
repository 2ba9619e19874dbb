package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.driver.authz.AuthzDeniedException;
import dev.berth.driver.authz.AuthzFailedException;
import dev.berth.driver.authz.AuthzRequest;
import dev.berth.driver.authz.AuthzResponse;
import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.testing.plugin.EventFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest extends EngineTest {

    @BeforeEach
    void guard() {
        engine.authz().plugins = List.of("a");
        engine.plugins().add("a/x", RICH);
    }

    private void denyRequests() {
        engine.authz().ofRequests =
                request -> {
                    throw AuthzDeniedException.byPlugin("a", "no " + request.uri());
                };
    }

    private void denyResponses() {
        engine.authz().ofResponses =
                (request, response) -> {
                    throw AuthzDeniedException.byPlugin("a", "not " + response.statusCode());
                };
    }

    @Test
    void servesNothingThatIsDenied() throws IOException {
        denyRequests();
        RawResponse response = engine.post("/v1.41/plugins/a/x/enable?timeout=0");
        assertEquals(403, response.status());
        assertEquals(
                "authorization denied by plugin a: no /v1.41/plugins/a/x/enable?timeout=0",
                response.message());
        assertFalse(engine.plugins().find("a/x").enabled());
        assertEquals(403, engine.get("/_ping").status());
        assertEquals(403, engine.get("/containers/json").status());
        assertEquals(List.of(), engine.authz().responses);
    }

    @Test
    void refusesWhenAPluginFails() throws IOException {
        engine.authz().ofRequests =
                request -> {
                    throw new AuthzFailedException("a", "no disk", null);
                };
        RawResponse response = engine.get("/plugins");
        assertEquals(500, response.status());
        assertEquals("plugin a failed with error: no disk", response.message());
        engine.authz().ofRequests =
                request -> {
                    throw new StackOverflowError();
                };
        assertEquals(500, engine.get("/plugins").status());
    }

    @Test
    void holdsAResponseBackUntilItIsAllowed() throws IOException {
        assertEquals(200, engine.get("/plugins").status());
        AuthzResponse asked = engine.authz().responses.get(0);
        assertEquals(200, asked.statusCode());
        assertTrue(new String(asked.body(), StandardCharsets.UTF_8).contains("a <rich>"));
        assertEquals(
                Map.of(
                        "Api-Version", "1.50",
                        "Content-Type", "application/json",
                        "Docker-Experimental", "false",
                        "Ostype", "linux",
                        "Server", "Berth/0.1.0 (linux)"),
                asked.headers());
        denyResponses();
        RawResponse response = engine.get("/plugins");
        assertEquals(403, response.status());
        assertEquals("authorization denied by plugin a: not 200", response.message());
        assertEquals(
                "authorization denied by plugin a: not 404",
                engine.get("/plugins/nobody/json").message());
    }

    @Test
    void showsHeadersAsGoNamesThemAndTheBodyThatIsRead() throws IOException {
        engine.ask(
                "POST",
                "/v1.41/plugins/a/x/set",
                "content-type: text/plain\r\nx-twice: 1\r\nX-Twice: 2\r\n",
                "[\"DEBUG=1\"]");
        AuthzRequest asked = engine.authz().requests.get(0);
        assertEquals("POST", asked.method());
        assertEquals("/v1.41/plugins/a/x/set", asked.uri());
        assertEquals(
                Map.of("Content-Type", "text/plain", "Content-Length", "11", "X-Twice", "2"),
                asked.headers());
        assertEquals("[\"DEBUG=1\"]", new String(asked.body(), StandardCharsets.UTF_8));
        assertEquals("", asked.user());
    }

    @Test
    void showsATargetAsItIsRouted() throws IOException {
        try (RawClient client = engine.client()) {
            client.send("GET http://docker/v1.41/plugins?a=b HTTP/1.1\r\nHost: docker\r\n\r\n");
            assertEquals(200, client.receive().status());
        }
        assertEquals("/v1.41/plugins?a=b", engine.authz().requests.get(0).uri());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1.41/plugins/x/enable#",
                "DELETE /v1.41/plugins/x?a=0;force=1",
                "DELETE /v1.41/plugins/x?force=1;x"
            })
    void refusesATargetThatAPluginMayReadInAnotherWay(String request) throws IOException {
        try (RawClient client = engine.client()) {
            client.send(request + " HTTP/1.1\r\nHost: docker\r\nContent-Length: 0\r\n\r\n");
            assertEquals(400, client.receive().status());
        }
    }

    @Test
    void showsABodyInChunksOfNoKnownLength() throws IOException {
        try (RawClient client = engine.client()) {
            client.send(
                    "POST /plugins/a/x/set HTTP/1.1\r\n"
                            + "Host: d\r\n"
                            + "Content-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + "5\r\n"
                            + "[\"DEB\r\n"
                            + "6\r\n"
                            + "UG=1\"]\r\n"
                            + "0\r\n\r\n");
            assertEquals(204, client.receive().status());
        }
        AuthzRequest asked = engine.authz().requests.get(0);
        assertEquals("[\"DEBUG=1\"]", new String(asked.body(), StandardCharsets.UTF_8));
        assertEquals(Map.of("Content-Type", "application/json"), asked.headers());
    }

    @Test
    void showsNoLoginsAndNoUploads() throws IOException {
        engine.post("/v1.41/auth", "{\"username\":\"u\",\"password\":\"p\"}");
        assertEquals(0, engine.authz().requests.get(0).body().length);
        assertEquals(0, engine.authz().responses.get(0).body().length);
        engine.ask("POST", "/plugins/create?name=a/y", "Content-Type: application/x-tar\r\n", "x");
        assertEquals(0, engine.authz().requests.get(1).body().length);
        engine.post("/plugins/create?name=a/z", "{}");
        assertEquals(2, engine.authz().requests.get(2).body().length);
    }

    @Test
    void refusesABodyThatIsTooLargeToBeShown() throws IOException {
        String large = "x".repeat(70_000);
        assertEquals(413, engine.post("/plugins/a/x/set", large).status());
        assertEquals(413, engine.post("/plugins/a/x/enable?timeout=0", large).status());
        assertEquals(List.of(), engine.authz().requests);
        assertFalse(engine.plugins().find("a/x").enabled());
    }

    @Test
    void asksForAStreamBeforeItBeginsAndLosesNothingOfIt() throws Exception {
        CountDownLatch decided = new CountDownLatch(1);
        LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();
        engine.authz().ofResponses =
                (request, response) -> {
                    asked.add(request.uri());
                    await(decided);
                };
        try (RawClient client = engine.client()) {
            client.send("GET /events HTTP/1.1\r\nHost: d\r\n\r\n");
            assertEquals("/events", asked.take());
            tell("first");
            decided.countDown();
            assertEquals(200, client.receiveStart().status());
            assertTrue(client.chunk().contains("first"));
            tell("second");
            assertTrue(client.chunk().contains("second"));
        }
    }

    @Test
    void endsWhatADeniedStreamIsOf() throws Exception {
        denyResponses();
        assertEquals(403, engine.get("/events").status());
        assertEquals(0, engine.journal().subscribers());
    }

    private void tell(String plugin) {
        engine.journal()
                .plugin(
                        new EventFixture(
                                Kind.ENABLE, "id", plugin + ":latest", Instant.now(), Map.of()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
