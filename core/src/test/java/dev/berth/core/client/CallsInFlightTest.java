package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.UnixServer;
import dev.berth.plugin.error.PluginCallException;
import dev.berth.plugin.error.PluginCallException.Reason;
import dev.berth.plugin.error.PluginCircuitOpenException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.plugin.error.PluginTimeoutException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many calls to one plugin are under way, and what becomes of the others. */
class CallsInFlightTest extends PluginConnectionFixture {
    private static final Duration BRIEF = Duration.ofMillis(150);

    private final Executor callers =
            work -> {
                Thread thread = new Thread(work, "test-caller");
                thread.setDaemon(true);
                thread.start();
            };
    private final CountDownLatch hold = new CountDownLatch(1);

    @Test
    void areNoMoreThanTheirBoundAndTheOthersWaitForTheirTurn() throws Exception {
        UnixServer server = holding(2);
        CompletableFuture<?>[] calls = new CompletableFuture<?>[10];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = CompletableFuture.supplyAsync(this::ask, callers);
        }
        server.arrivals.take();
        server.arrivals.take();
        // What is in line ends within its own time, and was not sent.
        PluginTimeoutException late = assertThrows(PluginTimeoutException.class, () -> ask(BRIEF));
        assertEquals(
                "plugin x:1: VolumeDriver.Get: not sent within 0.15 s, because 2 calls are under"
                        + " way (calls.max.count)",
                late.getMessage());
        assertEquals(2, server.requests.size());
        hold.countDown();
        CompletableFuture.allOf(calls).get(20, TimeUnit.SECONDS);
        assertEquals(10, server.requests.size());
        assertTrue(server.callers.size() <= 2, "connections: " + server.callers.size());
    }

    @Test
    void areWaitedForByACallerWhoCanBeInterrupted() throws Exception {
        UnixServer server = holding(1);
        CompletableFuture.supplyAsync(this::ask, callers);
        server.arrivals.take();
        Thread.currentThread().interrupt();
        PluginCallException failure = assertThrows(PluginCallException.class, this::ask);
        assertTrue(Thread.interrupted());
        assertEquals(Reason.UNREACHABLE, failure.reason(), "the plugin has not seen it");
        assertTrue(failure.getMessage().endsWith("the caller was interrupted"));
    }

    @Test
    void andWhatIsInLineEndWithThePlugin() throws Exception {
        UnixServer server = holding(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(this::ask, callers);
        server.arrivals.take();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(this::ask, callers);
        connection.drain(BRIEF);
        assertEquals(Reason.BROKEN, reason(first));
        assertEquals(Reason.UNREACHABLE, reason(second));
        connection.close();
        assertEquals(
                Reason.UNREACHABLE, assertThrows(PluginCallException.class, this::ask).reason());
    }

    @Test
    void thatHangMakeWhatIsInLineEndAtOnceWhenTheCircuitOpens() throws Exception {
        UnixServer server = holding(new CallLimits(SOON, 1, 1, Duration.ofMinutes(1)));
        CompletableFuture<String> hanging =
                CompletableFuture.supplyAsync(() -> ask(Duration.ofSeconds(1)), callers);
        server.arrivals.take();
        CompletableFuture<String> inLine =
                CompletableFuture.supplyAsync(() -> ask(Duration.ofMinutes(1)), callers);
        ExecutionException end =
                assertThrows(ExecutionException.class, () -> hanging.get(10, TimeUnit.SECONDS));
        assertEquals(PluginTimeoutException.class, end.getCause().getClass());
        end = assertThrows(ExecutionException.class, () -> inLine.get(10, TimeUnit.SECONDS));
        assertEquals(PluginCircuitOpenException.class, end.getCause().getClass());
        assertEquals(1, server.requests.size());
    }

    @Test
    void areRefusedAsGoneAfterTheEndThoughTheCircuitIsOpen() throws Exception {
        holding(new CallLimits(SOON, 1, 1, Duration.ofMinutes(1)));
        assertThrows(PluginTimeoutException.class, () -> ask(BRIEF));
        assertThrows(PluginCircuitOpenException.class, () -> ask(BRIEF));
        connection.close();
        PluginCallException gone = assertThrows(PluginCallException.class, () -> ask(BRIEF));
        assertEquals(Reason.UNREACHABLE, gone.reason());
    }

    @Test
    void doNotCountStreamsWhichHaveABoundOfTheirOwn() throws Exception {
        server(
                caller -> {
                    if (caller.nextRequest().method().equals("LogDriver.ReadLogs")) {
                        caller.raw("HTTP/1.1 200 OK\r\n\r\nx");
                        caller.awaitHangUp();
                    } else {
                        caller.json(200, "{}");
                    }
                });
        connect(new CallLimits(SOON, 2, 5, SOON));
        InputStream first = stream();
        InputStream second = stream();
        assertEquals('x', first.read());
        assertEquals('x', second.read());
        assertEquals("{}", ask());
        PluginLimitExceededException full =
                assertThrows(PluginLimitExceededException.class, this::stream);
        assertEquals(
                "plugin x:1: LogDriver.ReadLogs: not sent, because 2 streams are open"
                        + " (calls.max.count): close one",
                full.getMessage());
        first.close();
        first.close();
        InputStream third = stream();
        assertThrows(PluginLimitExceededException.class, this::stream);
        second.close();
        third.close();
    }

    @Test
    void giveAStreamsPlaceBackThatDidNotBegin() throws Exception {
        server(
                caller -> {
                    while (caller.nextRequest() != null) {
                        caller.json(500, "{\"Err\":\"no logs\"}");
                    }
                });
        connect(new CallLimits(SOON, 1, 5, SOON));
        assertThrows(PluginCallException.class, this::stream);
        assertThrows(PluginCallException.class, this::stream);
    }

    private InputStream stream() {
        return plugin.stream(PluginRequest.ask("LogDriver.ReadLogs", SOON));
    }

    private static Reason reason(CompletableFuture<String> call) {
        ExecutionException end =
                assertThrows(ExecutionException.class, () -> call.get(10, TimeUnit.SECONDS));
        return ((PluginCallException) end.getCause()).reason();
    }

    private UnixServer holding(int atOnce) throws Exception {
        return holding(new CallLimits(SOON, atOnce, 5, SOON));
    }

    private UnixServer holding(CallLimits limits) throws Exception {
        UnixServer server =
                server(
                        caller -> {
                            while (caller.nextRequest() != null) {
                                hold.await();
                                caller.json(200, "{}");
                            }
                        });
        connect(limits);
        return server;
    }
}
