package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.engine.support.TestEngine;
import io.netty.util.internal.InternalThreadLocalMap;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineServerTest extends EngineTest {

    @ParameterizedTest
    @ValueSource(strings = {"/_ping", "/v1.41/_ping", "/v1.12/_ping", "/v1.50/_ping"})
    void pingsInAnyVersion(String path) throws IOException {
        RawResponse response = engine.get(path);
        assertEquals(200, response.status());
        assertEquals("OK", response.body());
        assertEquals("text/plain; charset=utf-8", response.headers().get("content-type"));
        assertEquals(
                "no-cache, no-store, must-revalidate", response.headers().get("cache-control"));
        assertEquals("no-cache", response.headers().get("pragma"));
    }

    @Test
    void pingsWithoutABody() throws IOException {
        RawResponse response = engine.ask("HEAD", "/_ping", "", "");
        assertEquals(200, response.status());
        assertEquals("0", response.headers().get("content-length"));
    }

    @Test
    void saysWhatItIs() throws IOException {
        RawResponse response = engine.get("/_ping");
        assertEquals("1.50", response.headers().get("api-version"));
        assertEquals("false", response.headers().get("docker-experimental"));
        assertEquals("linux", response.headers().get("ostype"));
        assertEquals("Berth/0.1.0 (linux)", response.headers().get("server"));
        assertTrue(response.headers().get("date").endsWith(" GMT"));
    }

    @Test
    void isJsonWithANewline() throws IOException {
        RawResponse response = engine.get("/plugins");
        assertEquals("application/json", response.headers().get("content-type"));
        assertEquals("[]\n", response.body());
    }

    @Test
    void refusesVersionsThatAreTooOldOrTooNew() throws IOException {
        assertEquals(
                "client version 1.11 is too old. Minimum supported API version is 1.12, please"
                        + " upgrade your client to a newer version\n",
                engine.get("/v1.11/plugins").body());
        RawResponse tooNew = engine.get("/v1.51/plugins");
        assertEquals(400, tooNew.status());
        assertEquals(
                "client version 1.51 is too new. Maximum supported API version is 1.50",
                tooNew.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/_ping",
                "/v1..2/_ping",
                "/v./_ping",
                "/v1.2.3/_ping",
                "/v99999999999.1/_ping",
                "/v1.99999999999/_ping",
                "/v0.0/_ping",
                "/v2.0/_ping"
            })
    void refusesStrangeVersions(String path) throws IOException {
        assertEquals(400, engine.get(path).status());
    }

    @Test
    void tellsOldClientsErrorsInPlainText() throws IOException {
        RawResponse response = engine.get("/v1.23/plugins/none/json");
        assertEquals(404, response.status());
        assertEquals("plugin \"none\" not found\n", response.body());
        assertEquals("text/plain; charset=utf-8", response.headers().get("content-type"));
        assertEquals("nosniff", response.headers().get("x-content-type-options"));
        assertEquals(
                "{\"message\":\"plugin \\\"none\\\" not found\"}\n",
                engine.get("/v1.24/plugins/none/json").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /plugins/",
                "GET /plugins/x",
                "GET /plugins/x/enable",
                "PUT /plugins",
                "POST /plugins",
                "DELETE /plugins",
                "GET /vabc/plugins",
                "GET /",
                "GET /nothing",
                "GET /v1.41",
                "POST /plugins/x/json",
                "TRACE /plugins",
                "POST /plugins/x/enable/y"
            })
    void tellsThatThereIsNoSuchPage(String request) throws IOException {
        String[] parts = request.split(" ");
        RawResponse response = engine.ask(parts[0], parts[1], "", "");
        assertEquals(404, response.status());
        assertEquals("{\"message\":\"page not found\"}\n", response.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/containers/x/json",
                "/images/x/json",
                "/volumes/x",
                "/networks/x",
                "/swarm",
                "/system/df",
                "/v1.41/services",
                "/distribution/x/json"
            })
    void saysThatItHasOnlyPlugins(String path) throws IOException {
        RawResponse response = engine.get(path);
        assertEquals(404, response.status());
        assertTrue(response.message().contains("this is Berth, an engine for plugins only"));
    }

    @Test
    void answersOptionsToAnything() throws IOException {
        assertEquals(200, engine.ask("OPTIONS", "/anything", "", "").status());
        assertEquals("", engine.ask("OPTIONS", "*", "", "").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//plugins?a=b;/plugins?a=b", "/v1.41//plugins;/v1.41/plugins",
                "/plugins/../plugins;/plugins", "/plugins/a%2F%2Fb/json;/plugins/a/b/json",
                "/./_ping;/_ping", "/%2e%2e/%2e%2e/etc/passwd;/etc/passwd",
                "/plugins/x/../../../y/;/y/"
            })
    void leadsToTheCleanedPath(String fromTo) throws IOException {
        String[] parts = fromTo.split(";");
        RawResponse response = engine.get(parts[0]);
        assertEquals(301, response.status());
        assertEquals(parts[1], response.headers().get("location"));
    }

    @Test
    void comesOneAfterTheOtherOnAKeptConnection() throws IOException {
        String ping = "GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n";
        try (RawClient client = engine.client()) {
            client.send(ping).send("GET /plugins HTTP/1.1\r\nHost: d\r\n\r\n" + ping);
            assertEquals("OK", client.receive().body());
            assertEquals("[]\n", client.receive().body());
            assertEquals("OK", client.receive().body());
            client.send(ping);
            assertEquals("OK", client.receive().body());
        }
    }

    @Test
    void closesTheConnectionWhenAsked() throws IOException {
        try (RawClient client = engine.client()) {
            client.send("GET /_ping HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n");
            assertEquals("close", client.receive().headers().get("connection"));
            assertEquals("", client.rest());
        }
    }

    @Test
    void reachesAClientThatSaysItWillSendNoMore() throws IOException {
        try (RawClient client = engine.client()) {
            client.send("GET /plugins HTTP/1.0\r\n\r\n").finish();
            assertEquals("[]\n", client.receive().body());
        }
    }

    @Test
    void readsPastABodyThatNobodyAskedFor() throws IOException {
        try (RawClient client = engine.client()) {
            client.send("GET /_ping HTTP/1.1\r\nHost: d\r\nContent-Length: 100000\r\n\r\n");
            assertEquals("OK", client.receive().body());
            client.send("x".repeat(100_000));
            client.send("GET /plugins HTTP/1.1\r\nHost: d\r\n\r\n");
            assertEquals("[]\n", client.receive().body());
        }
    }

    @Test
    void tellsItsVersion() throws IOException {
        var version = engine.get("/version").json();
        assertEquals("Berth", version.at("/Platform/Name").asText());
        assertEquals("0.1.0", version.at("/Components/0/Version").asText());
        assertEquals("1.50", version.path("ApiVersion").asText());
        assertEquals("1.12", version.path("MinAPIVersion").asText());
        assertEquals("linux", version.path("Os").asText());
        assertFalse(version.path("KernelVersion").asText().isEmpty());
    }

    /** The caller's thread outlives the bundle, and would keep Netty's class loader. */
    @Test
    void leavesNothingOfNettyInTheThreadThatStartsAndStopsIt() throws Exception {
        InternalThreadLocalMap.remove();
        try (TestEngine one = new TestEngine()) {
            assertEquals(200, one.get("/_ping").status());
        }
        assertNull(InternalThreadLocalMap.getIfSet());
    }
}
