package dev.berth.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.UnixServer;
import dev.berth.plugin.error.PluginException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the listener of a connection hears of calls that end in each way. */
class CallOutcomeTest {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final PluginRequest REQUEST = PluginRequest.ask("VolumeDriver.Get", DEADLINE);

    @TempDir Path folder;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<CallOutcome> outcomes = new ArrayList<>();
    private final CallListener listener =
            new CallListener() {
                @Override
                public void circuitChanged(PluginIdentity plugin, boolean open, String why) {}

                @Override
                public void callEnded(PluginIdentity plugin, CallOutcome outcome, long nanos) {
                    assertTrue(nanos > 0);
                    outcomes.add(outcome);
                }
            };

    private PluginConnection connection() {
        return PluginConnection.unix(
                new PluginIdentity("x:1", Optional.of("id"), HostPaths.none()),
                PluginSocket.ofHost(folder.resolve("p.sock")),
                new CallLimits(DEADLINE, 1, 1, Duration.ofSeconds(30)),
                timer,
                listener);
    }

    private static void call(PluginConnection connection) {
        connection.client(Capability.VOLUME_DRIVER).call(REQUEST);
    }

    private static void fails(PluginConnection connection) {
        assertThrows(PluginException.class, () -> call(connection));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void isOkOrThePluginsOwnError() throws IOException {
        UnixServer.Conversation twice =
                caller -> {
                    caller.nextRequest();
                    caller.json(200, "{}");
                    caller.nextRequest();
                    caller.json(500, "{\"Err\":\"no\"}");
                };
        try (UnixServer server = new UnixServer(folder.resolve("p.sock"), twice);
                PluginConnection connection = connection()) {
            call(connection);
            fails(connection);
            assertEquals(2, server.requests.size());
        }
        assertEquals(List.of(CallOutcome.OK, CallOutcome.ERROR), outcomes);
    }

    @Test
    void isATimeoutAndThenRefusedByTheCircuit() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        UnixServer.Conversation silent =
                caller -> {
                    caller.nextRequest();
                    over.await();
                };
        try (UnixServer server = new UnixServer(folder.resolve("p.sock"), silent);
                PluginConnection connection = connection()) {
            fails(connection);
            fails(connection);
            assertEquals(1, server.requests.size());
        } finally {
            over.countDown();
        }
        assertEquals(List.of(CallOutcome.TIMEOUT, CallOutcome.REFUSED), outcomes);
    }

    @Test
    void isUnreachableWithoutASocket() {
        try (PluginConnection connection = connection()) {
            fails(connection);
        }
        assertEquals(List.of(CallOutcome.UNREACHABLE), outcomes);
    }
}
