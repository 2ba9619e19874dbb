package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.UnixServer;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers without a known end, and what becomes of calls when a plugin goes. */
class PluginConnectionTest extends PluginConnectionFixture {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";

    @Test
    void givesBytesAsTheyComeWithoutADeadline() throws Exception {
        CountDownLatch more = new CountDownLatch(1);
        server(
                caller -> {
                    caller.nextRequest();
                    caller.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
                    more.await();
                    caller.raw("3\r\ntwo\r\n0\r\n\r\n");
                });
        try (InputStream in = stream(Duration.ofMillis(200))) {
            assertEquals("one", text(in.readNBytes(3)));
            // Long past the deadline, which was for the beginning only.
            timer.schedule(more::countDown, 400, TimeUnit.MILLISECONDS);
            assertEquals("two", text(in.readAllBytes()));
        }
    }

    @Test
    void mustBeginWithinItsDeadline() throws Exception {
        server(
                caller -> {
                    caller.nextRequest();
                    caller.awaitHangUp();
                });
        assertThrows(PluginTimeoutException.class, () -> stream(Duration.ofMillis(100)));
    }

    @Test
    void failsLikeAnyCall() throws Exception {
        server(
                caller -> {
                    caller.nextRequest();
                    caller.json(500, "{\"Err\":\"no logs\"}");
                });
        PluginCallException failure = assertThrows(PluginCallException.class, () -> stream(SOON));
        assertEquals("plugin x:1: LogDriver.ReadLogs: no logs", failure.getMessage());
    }

    @Test
    void endsWithThePlugin() throws Exception {
        server(
                caller -> {
                    caller.nextRequest();
                    caller.raw(HEAD + "\r\nx");
                    caller.awaitHangUp();
                });
        InputStream in = stream(SOON);
        assertEquals('x', in.read());
        connection.drain(Duration.ofSeconds(10));
        assertThrows(IOException.class, in::read);
        in.close();
    }

    @Test
    void endsTheConnectionWhenItIsClosedEarly() throws Exception {
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            caller.raw(HEAD + "Content-Length: 100\r\n\r\nx");
                            caller.awaitHangUp();
                        });
        stream(SOON).close();
        assertNotNull(server.hangUps.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void andCallsUnderWayAreWaitedForWhenAPluginGoes() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            answer.await();
                            caller.json(200, "{}");
                        });
        CompletableFuture<String> call = CompletableFuture.supplyAsync(this::ask);
        server.arrivals.take();
        timer.schedule(answer::countDown, 200, TimeUnit.MILLISECONDS);
        connection.drain(SOON);
        assertEquals(0, answer.getCount(), "it did not wait for the answer");
        assertEquals("{}", call.get(10, TimeUnit.SECONDS));
        PluginCallException refused = assertThrows(PluginCallException.class, this::ask);
        assertEquals(Reason.UNREACHABLE, refused.reason());
    }

    @Test
    void andCallsAreEndedWhenTheyTakeTooLong() throws Exception {
        UnixServer server =
                server(
                        caller -> {
                            caller.nextRequest();
                            caller.awaitHangUp();
                        });
        CompletableFuture<String> call = CompletableFuture.supplyAsync(this::ask);
        server.arrivals.take();
        connection.drain(Duration.ofMillis(50));
        ExecutionException end =
                assertThrows(ExecutionException.class, () -> call.get(10, TimeUnit.SECONDS));
        PluginCallException failure = (PluginCallException) end.getCause();
        assertEquals(Reason.BROKEN, failure.reason());
        assertEquals(
                "plugin x:1: VolumeDriver.Get: it was disabled during the call",
                failure.getMessage());
    }

    private InputStream stream(Duration deadline) {
        return plugin.stream(PluginRequest.ask("LogDriver.ReadLogs", deadline));
    }
}
