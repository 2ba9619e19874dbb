package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.EngineTest;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestsTest extends EngineTest {
    private static final String HOST = " HTTP/1.1\r\nHost: d\r\n";

    static Stream<String> requests() {
        return Stream.of(
                "nonsense\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET\r\n\r\n",
                "GET /_ping\r\n\r\n",
                "GET /_ping HTTP/9.9\r\n\r\n",
                "GET /_ping FTP/1.1\r\n\r\n",
                "GET plugins" + HOST + "\r\n",
                "GET /plugins/%zz/json" + HOST + "\r\n",
                "GET /plugins/%/json" + HOST + "\r\n",
                "GET /plugins?filters=%q" + HOST + "\r\n",
                "GET /plugins?a;b" + HOST + "\r\n",
                "POST /plugins/x/disable?%q" + HOST + "\r\n",
                "GET /plugins#all" + HOST + "\r\n",
                "GET /_ping HTTP/1.1\nHost: d\n\n",
                "GET /_ping" + HOST + "Content-Length:\r\n\r\n",
                "GET /_ping" + HOST + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET /_ping?" + "x".repeat(16 * 1024) + HOST + "\r\n",
                "GET /_ping" + HOST + "X: " + "x".repeat(64 * 1024) + "\r\n\r\n",
                "GET /_ping" + HOST + "bad header: x\r\n\r\n",
                "GET /_ping" + HOST + "Content-Length: -1\r\n\r\n",
                "GET /_ping" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET /_ping" + HOST + "Content-Length: x\r\n\r\n",
                "POST /plugins/x/set" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /plugins/x/set" + HOST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
                "POST /plugins/create?name=x" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /plugins/pull?remote=x" + HOST + "Content-Length: 5\r\n\r\n{\"a\":",
                "POST /plugins/pull?remote=x"
                        + HOST
                        + "Content-Length: 3\r\n\r\n\u0000\u0000\u0000",
                "POST /auth" + HOST + "Content-Length: 2\r\n\r\n{}",
                "POST /auth" + HOST + "Content-Length: 2\r\n\r\n[]",
                "POST /auth" + HOST + "Content-Length: 0\r\n\r\n",
                "GET /v1.25.1/plugins" + HOST + "\r\n",
                "GET /events?since=" + "9".repeat(1000) + HOST + "\r\n",
                "POST /plugins/x/set" + HOST + "Content-Length: 20000\r\n\r\n" + "[".repeat(20_000),
                "POST /plugins/pull?remote="
                        + "a/".repeat(2000)
                        + "b"
                        + HOST
                        + "Content-Length: 4\r\n\r\nnull",
                "GET /plugins/privileges?remote=" + "a:".repeat(1000) + HOST + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void areAnsweredWithAReason(String request) throws IOException {
        try (RawClient client = engine.client()) {
            RawResponse response = client.send(request).receive();
            assertTrue(response.status() >= 400 && response.status() < 500, response.toString());
            assertEquals("application/json", response.headers().get("content-type"));
            assertFalse(response.message().isEmpty());
            assertFalse(response.message().contains("Exception"), response.message());
            assertFalse(response.message().contains("dev.berth"), response.message());
        }
        assertEquals("OK", engine.get("/_ping").body());
        assertEquals(List.of(), engine.plugins().list());
        assertTrue(engine.log().lines().stream().noneMatch(l -> l.startsWith("error")));
    }

    /** dockerd takes these, too: what it does not need it does not read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_ping?%zz",
                "/info?a;b",
                "/version?filters=%q",
                "http://docker/_ping",
                "HTTP://docker:1/_ping",
                "https://docker/_ping?x",
                "tcp://docker/v1.41/_ping"
            })
    void areNotThoseInWhichOnlyWhatNobodyReadsIsWrong(String target) throws IOException {
        assertEquals(200, engine.get(target).status());
    }

    @Test
    void areNotThoseWithTheSameLengthTwice() throws IOException {
        String twice = "Content-Length: 4\r\n";
        try (RawClient client = engine.client()) {
            client.send("POST /plugins/none/set" + HOST + "Content-Type: application/json\r\n");
            client.send(twice + twice + "\r\nnull");
            assertEquals(404, client.receive().status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%00",
                "%0d%0a",
                "..%5c..",
                "%2e%2e%5cetc",
                "a%20b",
                "%ff%fe",
                "%F0%9F%90%B3",
                "~",
                "a:b:c",
                "@",
                "x@sha256:1",
                "-",
                ":",
                "a:",
                "%22",
                "%3Cscript%3E",
                "x%3fforce=1"
            })
    void namesThatAreNoneAreNotFound(String name) throws IOException {
        for (String[] ask :
                new String[][] {
                    {"GET", "/plugins/" + name + "/json"},
                    {"DELETE", "/plugins/" + name},
                    {"POST", "/plugins/" + name + "/disable"},
                    {"POST", "/plugins/" + name + "/enable?timeout=1"},
                    {"POST", "/plugins/" + name + "/push"}
                }) {
            RawResponse response = engine.ask(ask[0], ask[1], "", "");
            assertEquals(404, response.status(), ask[0] + " " + ask[1] + response);
            assertTrue(response.message().endsWith("not found"), response.message());
        }
    }
}
