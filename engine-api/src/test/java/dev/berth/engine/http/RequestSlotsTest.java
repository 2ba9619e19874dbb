package dev.berth.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.engine.support.PublishedPlugin;
import dev.berth.engine.support.RawClient;
import dev.berth.engine.support.TestEngine;
import dev.berth.plugin.PluginEvent.Kind;
import dev.berth.plugin.PluginState;
import dev.berth.testing.plugin.EventFixture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** There is one slot of each kind, so that one that is kept for ever is seen at once. */
@Timeout(60)
class RequestSlotsTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String HOST = " HTTP/1.1\r\nHost: d\r\n";
    private static final String EVENTS = "GET /events" + HOST + "\r\n";
    private static final String PRIVILEGES = "GET /plugins/privileges?remote=x" + HOST + "\r\n";
    private static final String PULL =
            "POST /plugins/pull?remote=x&name=y"
                    + HOST
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n[]";
    private static final String CREATE =
            "POST /plugins/create?name=c" + HOST + "Content-Length: 900000\r\n";

    private TestEngine engine;

    @BeforeEach
    void start() throws IOException {
        start(LONG, LONG);
    }

    private void start(Duration idle, Duration write) throws IOException {
        engine =
                new TestEngine(
                        new ServerLimits(
                                1, 1, 16, 16_384, 65_536, 1L << 30, LONG, LONG, idle, write));
        engine.plugins().publish("x", new PublishedPlugin("{}", List.of()));
    }

    @AfterEach
    void stop() throws IOException {
        engine.plugins().gate.countDown();
        engine.close();
    }

    /** A state of a connection or a reply, in which its client leaves. */
    private enum State {
        CONNECTED {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send("");
            }
        },
        IN_THE_HEAD {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send("GET /plugins/privileges?remote=x HTTP/1.1\r\nHos");
            }
        },
        IN_A_SMALL_BODY {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send("POST /plugins/x/set" + HOST + "Content-Length: 9\r\n\r\n[");
            }
        },
        IN_A_CHUNK {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send("POST /plugins/x/set" + HOST)
                        .send("Transfer-Encoding: chunked\r\n\r\n9\r\n[");
            }
        },
        AFTER_CONTINUE {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send(CREATE + "Expect: 100-continue\r\n\r\n");
                assertEquals(100, client.receiveStart().status());
            }
        },
        IN_AN_UPLOAD {
            @Override
            void reach(TestEngine engine, RawClient client)
                    throws IOException, InterruptedException {
                client.send(CREATE + "\r\n").send(new byte[4096]);
                engine.plugins().atGate.await();
            }
        },
        BEFORE_THE_FIRST_BYTE {
            @Override
            void reach(TestEngine engine, RawClient client)
                    throws IOException, InterruptedException {
                wait(engine, client, PRIVILEGES);
            }
        },
        IN_A_PROGRESS_STREAM {
            @Override
            void reach(TestEngine engine, RawClient client)
                    throws IOException, InterruptedException {
                wait(engine, client, PULL);
                client.receiveStart();
            }
        },
        BEFORE_THE_FIRST_BYTE_WITH_MORE_BEHIND {
            @Override
            void reach(TestEngine engine, RawClient client)
                    throws IOException, InterruptedException {
                wait(engine, client, PRIVILEGES + PRIVILEGES);
            }
        },
        IN_EVENTS {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send(EVENTS).receiveStart();
            }
        },
        AFTER_AN_EVENT {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send(EVENTS).receiveStart();
                tell(engine, 1);
                client.chunk();
            }
        },
        IN_EVENTS_WITH_MORE_BEHIND {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send(EVENTS + PRIVILEGES + PRIVILEGES).receiveStart();
            }
        },
        IN_EVENTS_WITH_MUCH_MORE_BEHIND {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send(EVENTS).receiveStart();
                client.send(PRIVILEGES.repeat(100)).send(CREATE + "\r\n").send(new byte[9_000]);
            }
        },
        WITH_EVENTS_UNREAD {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send(EVENTS).receiveStart();
                tell(engine, 900);
            }
        },
        WITH_EVENTS_BROKEN_OFF {
            @Override
            void reach(TestEngine engine, RawClient client) throws IOException {
                client.send(EVENTS).receiveStart();
                tell(engine, 20_000);
            }
        };

        abstract void reach(TestEngine engine, RawClient client)
                throws IOException, InterruptedException;

        /** Returns whether an operation waits at the gate then, which the leaving cancels. */
        boolean cancels() {
            return name().contains("FIRST_BYTE") || this == IN_A_PROGRESS_STREAM;
        }

        static void wait(TestEngine engine, RawClient client, String request)
                throws IOException, InterruptedException {
            client.send(request);
            engine.plugins().atGate.await();
        }
    }

    @ParameterizedTest
    @EnumSource
    void comeBackHoweverAClientLeaves(State state) throws Exception {
        for (int i = 0; i < 3; i++) {
            if (state.cancels()) {
                engine.plugins().gate = new CountDownLatch(1);
                engine.plugins().cancelled = new CountDownLatch(1);
            }
            engine.plugins().atGate = new CountDownLatch(1);
            try (RawClient client = engine.client()) {
                state.reach(engine, client);
                // Once a later client has its reply, what this one has sent so far is read.
                assertEquals(200, engine.get("/_ping").status());
            }
            if (state.cancels()) {
                engine.plugins().cancelled.await();
            }
            engine.plugins().gate = new CountDownLatch(0);
            assertAllFree();
        }
    }

    @Test
    void comeBackWithEachReply() throws IOException {
        try (RawClient client = engine.client()) {
            for (int i = 0; i < 5; i++) {
                assertEquals(200, client.send(PRIVILEGES).receive().status());
                assertEquals(
                        200, client.send("GET /events?until=1" + HOST + "\r\n").receive().status());
            }
        }
    }

    @Test
    void comeBackFromAClientThatNeverReadsTheEndOfItsReply() throws IOException {
        engine.close();
        start(SHORT.multipliedBy(2), SHORT);
        // More than its socket and the server's buffers hold, and fewer lines than are kept.
        String much = "x".repeat(4096);
        for (int i = 0; i < 250; i++) {
            engine.journal().plugin(new EventFixture(Kind.SET, "i", much, Instant.EPOCH, Map.of()));
        }
        try (RawClient client = engine.client()) {
            client.send("GET /events?until=1" + HOST + "\r\n").receiveStart();
            try (RawClient clock = engine.client()) {
                // A longer limit, for a connection that began later.
                assertEquals("", clock.rest());
            }
            assertAllFree();
            assertFalse(client.rest().endsWith("0\r\n\r\n"), "it was cut");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /_ping",
                "HEAD /_ping",
                "GET /version",
                "GET /info",
                "GET /plugins",
                "GET /plugins/x/json",
                "POST /plugins/x/disable",
                "DELETE /plugins/x?force=1"
            })
    void areNotNeededToLookAndToEnd(String request) throws Exception {
        engine.plugins().add("x", "{}");
        engine.plugins().state("x", PluginState.ENABLED);
        CountDownLatch closed = new CountDownLatch(1);
        engine.plugins().gate = closed;
        try (RawClient events = engine.client();
                RawClient busy = engine.client()) {
            events.send(EVENTS).receiveStart();
            busy.send(PRIVILEGES);
            engine.plugins().atGate.await();
            engine.plugins().gate = new CountDownLatch(0);
            assertEquals(503, engine.get("/plugins/privileges?remote=x").status());
            String[] parts = request.split(" ");
            int status = engine.ask(parts[0], parts[1], "", "").status();
            assertTrue(status == 200 || status == 204, () -> "status " + status);
            closed.countDown();
            assertEquals(200, busy.receive().status());
        }
    }

    @Test
    void ofStreamsAreCountedApart() throws IOException {
        try (RawClient events = engine.client();
                RawClient more = engine.client()) {
            events.send(EVENTS).receiveStart();
            var refused = more.send(EVENTS).receive();
            assertEquals(503, refused.status());
            assertEquals(
                    "1 event streams are open, and no more are allowed; close one, or try again",
                    refused.message());
            assertEquals(200, more.send(PRIVILEGES).receive().status());
        }
    }

    private void assertAllFree() throws IOException {
        try (RawClient one = engine.client();
                RawClient other = engine.client()) {
            assertEquals(200, one.send(PRIVILEGES).receive().status());
            assertEquals(200, other.send(EVENTS).receiveStart().status());
        }
    }

    private static void tell(TestEngine engine, int count) {
        for (int i = 0; i < count; i++) {
            engine.journal()
                    .plugin(
                            new EventFixture(
                                    Kind.SET, "id", "x".repeat(300), Instant.now(), Map.of()));
        }
    }
}
