package dev.berth.core.client;

import dev.berth.capability.Capability;
import dev.berth.capability.PluginClient;
import dev.berth.capability.PluginRequest;
import dev.berth.core.testing.CallLimitsFixture;
import dev.berth.core.testing.UnixServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A connection to a server on a unix socket, for the tests of this package. */
abstract class PluginConnectionFixture {
    static final String METHOD = "VolumeDriver.Get";
    static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;
    final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private UnixServer server;
    PluginConnection connection;
    PluginClient plugin;

    UnixServer server(UnixServer.Conversation conversation) throws IOException {
        stopServer();
        server = new UnixServer(folder.resolve("p.sock"), conversation);
        connect(LIMIT);
        return server;
    }

    /** A server that answers one request with these bytes, and hangs up. */
    UnixServer answeringOnce(String raw) throws IOException {
        return server(
                caller -> {
                    caller.nextRequest();
                    caller.raw(raw);
                });
    }

    void connect(Duration limit) {
        connect(CallLimitsFixture.deadline(limit));
    }

    void connect(CallLimits limits) {
        PluginIdentity identity = new PluginIdentity("x:1", Optional.of("id"), HostPaths.none());
        connection =
                PluginConnection.unix(
                        identity,
                        PluginSocket.ofHost(folder.resolve("p.sock")),
                        limits,
                        timer,
                        (p, open, why) -> {});
        plugin = connection.client(Capability.VOLUME_DRIVER);
    }

    String ask() {
        return ask(SOON);
    }

    String ask(Duration deadline) {
        return text(plugin.call(PluginRequest.ask(METHOD, deadline)));
    }

    String change() {
        byte[] body = "{\"Name\":\"v\"}".getBytes(StandardCharsets.UTF_8);
        return text(plugin.call(PluginRequest.change("VolumeDriver.Create", body, SOON)));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() throws IOException {
        stopServer();
        timer.shutdownNow();
    }

    private void stopServer() throws IOException {
        if (connection != null) {
            connection.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
