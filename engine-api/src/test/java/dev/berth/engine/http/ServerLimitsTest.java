package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.RawResponse;
import dev.berth.engine.support.TestEngine;
import dev.berth.plugin.PluginEvent;
import dev.berth.testing.plugin.EventFixture;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerLimitsTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void cutAClientThatDripsItsHeaders() throws IOException {
        try (TestEngine engine = new TestEngine(times(SHORT, LONG, LONG));
                RawClient client = engine.client()) {
            client.send("GET /_ping HTTP/1.1\r\nHost: d\r\nX-Slow: ");
            assertEquals("", client.rest());
        }
    }

    @Test
    void doNotCountTheTimeBetweenRequestsAsDripping() throws IOException {
        try (TestEngine engine = new TestEngine(times(SHORT, LONG, LONG));
                RawClient client = engine.client();
                RawClient other = engine.client()) {
            client.send("GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n").receive();
            other.send("G");
            assertEquals("", other.rest(), "another client's time has passed meanwhile");
            assertEquals(
                    "OK", client.send("GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n").receive().body());
        }
    }

    @Test
    void cutAConnectionThatIsNotUsed() throws IOException {
        try (TestEngine engine = new TestEngine(times(LONG, LONG, SHORT));
                RawClient silent = engine.client()) {
            assertEquals("", silent.rest());
        }
    }

    @Test
    void cutAClientThatDripsItsBody() throws IOException {
        try (TestEngine engine = new TestEngine(times(LONG, SHORT, LONG));
                RawClient client = engine.client()) {
            client.send("POST /plugins/x/set HTTP/1.1\r\nHost: d\r\nContent-Length: 9\r\n\r\n[");
            RawResponse response = client.receive();
            assertEquals(408, response.status());
            assertEquals("the body came too slowly", response.message());
            assertEquals("", client.rest());
        }
    }

    @Test
    void cutAnUploadThatStandsStill() throws Exception {
        try (TestEngine engine = new TestEngine(times(LONG, SHORT, LONG));
                RawClient client = engine.client()) {
            client.send(
                    "POST /plugins/create?name=x HTTP/1.1\r\n"
                            + "Host: d\r\n"
                            + "Content-Length: 9\r\n\r\n"
                            + "abc");
            assertEquals(408, client.receive().status());
            assertEquals(List.of(), engine.plugins().list());
        }
    }

    @Test
    void doNotCutAnUploadThatTheEngineItselfHoldsUp() throws Exception {
        try (TestEngine engine = new TestEngine(times(LONG, SHORT, LONG));
                RawClient client = engine.client();
                RawClient clock = engine.client()) {
            CountDownLatch go = new CountDownLatch(1);
            engine.plugins().reader =
                    in -> {
                        go.await();
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    };
            client.send(
                    "POST /plugins/create?name=x HTTP/1.1\r\n"
                            + "Host: d\r\n"
                            + "Content-Length: 600000\r\n\r\n");
            Thread sender = new Thread(() -> send(client, new byte[600_000]), "test-sender");
            sender.start();
            engine.plugins().atGate.await();
            // Another client, that the same limit cuts, tells that the time is over.
            clock.send("POST /plugins/x/set HTTP/1.1\r\nHost: d\r\nContent-Length: 9\r\n\r\n");
            assertEquals(408, clock.receive().status());
            go.countDown();
            assertEquals(204, client.receive().status());
            sender.join();
        }
    }

    @Test
    void refuseMoreRequestsAtOnceThanAllowed() throws Exception {
        try (TestEngine engine = new TestEngine(counts(2, 10))) {
            engine.plugins().add("x", "{}");
            engine.plugins().gate = new CountDownLatch(1);
            engine.plugins().atGate = new CountDownLatch(2);
            List<RawClient> busy = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                busy.add(
                        engine.client()
                                .send(
                                        "GET /plugins/privileges?remote=x HTTP/1.1\r\n"
                                                + "Host: d\r\n\r\n"));
            }
            engine.plugins().atGate.await();
            RawResponse refused = engine.get("/plugins/privileges?remote=x");
            assertEquals(503, refused.status());
            assertEquals(
                    "2 requests are served at once, and no more; try again", refused.message());
            engine.plugins().gate.countDown();
            for (RawClient client : busy) {
                client.receive();
                client.close();
            }
            assertEquals(404, engine.get("/plugins/privileges?remote=x").status());
        }
    }

    @Test
    void closeMoreConnectionsThanAllowed() throws IOException {
        try (TestEngine engine = new TestEngine(counts(10, 1));
                RawClient first = engine.client()) {
            first.send("GET /events HTTP/1.1\r\nHost: d\r\n\r\n").receiveStart();
            try (RawClient second = engine.client()) {
                assertEquals("", second.rest());
            }
            engine.journal()
                    .plugin(
                            new EventFixture(
                                    PluginEvent.Kind.SET, "id", "x", Instant.now(), Map.of()));
            assertTrue(first.chunk().contains("id"), "the one that is busy is not closed");
            assertTrue(engine.log().lines().toString().contains("no more are allowed"));
        }
    }

    @Test
    void closeTheConnectionThatIsIdleLongestForANewOne() throws IOException {
        String ping = "GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n";
        try (TestEngine engine = new TestEngine(counts(10, 3));
                RawClient used = engine.client();
                RawClient silent = engine.client();
                RawClient begun = engine.client()) {
            begun.send("GET /_ping HTT");
            used.send(ping).receive();
            try (RawClient more = engine.client();
                    RawClient evenMore = engine.client()) {
                assertEquals("OK", more.send(ping).receive().body());
                assertEquals("OK", evenMore.send(ping).receive().body());
                assertEquals("", silent.rest());
                assertTrue(isEnded(begun));
                assertEquals("OK", used.send(ping).receive().body());
            }
        }
    }

    /** By a reset if the engine had not read what was sent, which the kernel tells of a close. */
    private static boolean isEnded(RawClient client) throws IOException {
        try {
            return client.rest().isEmpty();
        } catch (SocketException e) {
            return e.getMessage().equals("Connection reset");
        }
    }

    @Test
    void refuseHeadersThatAreTooLarge() throws IOException {
        try (TestEngine engine = new TestEngine(sizes(4096, 100, 100))) {
            RawResponse response =
                    engine.ask("GET", "/_ping", "X-Large: " + "x".repeat(5000) + "\r\n", "");
            assertEquals(431, response.status());
            assertEquals("the request's headers are too large", response.message());
        }
    }

    @Test
    void refuseARequestLineThatIsTooLong() throws IOException {
        try (TestEngine engine = new TestEngine()) {
            RawResponse response = engine.get("/plugins/" + "x".repeat(20_000) + "/json");
            assertEquals(414, response.status());
            assertEquals("the request line is too long", response.message());
        }
    }

    @Test
    void refuseABodyThatIsTooLarge() throws IOException {
        try (TestEngine engine = new TestEngine(sizes(4096, 100, 100))) {
            RawResponse response = engine.post("/plugins/x/set", "[\"" + "x".repeat(200) + "\"]");
            assertEquals(413, response.status());
            assertEquals("the body is larger than 100 bytes", response.message());
        }
    }

    @Test
    void refuseAnUploadThatIsTooLarge() throws IOException {
        try (TestEngine engine = new TestEngine(sizes(4096, 100, 100))) {
            RawResponse response = engine.post("/plugins/create?name=x", "x".repeat(200));
            assertEquals(413, response.status());
            assertEquals("the upload is larger than 100 bytes", response.message());
            assertEquals(List.of(), engine.plugins().list());
        }
    }

    @Test
    void leaveNoThreadBehind() throws Exception {
        TestEngine engine = new TestEngine();
        engine.plugins().gate = new CountDownLatch(1);
        RawClient client =
                engine.client()
                        .send("GET /plugins/privileges?remote=x HTTP/1.1\r\nHost: d\r\n\r\n");
        engine.plugins().atGate.await();
        engine.close();
        engine.plugins().cancelled.await();
        assertEquals("", client.rest());
        client.close();
        List<String> left =
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(n -> n.startsWith("berth-"))
                        .toList();
        assertEquals(List.of(), left);
    }

    private static void send(RawClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ServerLimits times(Duration head, Duration body, Duration idle) {
        return new ServerLimits(64, 64, 64, 16_384, 65_536, 1L << 30, head, body, idle, LONG);
    }

    private static ServerLimits counts(int requests, int connections) {
        return new ServerLimits(
                requests, 64, connections, 16_384, 65_536, 1L << 30, LONG, LONG, LONG, LONG);
    }

    private static ServerLimits sizes(int header, int body, int upload) {
        return new ServerLimits(64, 64, 64, header, body, upload, LONG, LONG, LONG, LONG);
    }
}
