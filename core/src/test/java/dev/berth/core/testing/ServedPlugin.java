package dev.berth.core.testing;

import dev.berth.capability.Capability;
import dev.berth.core.client.HostPaths;
import dev.berth.core.client.PluginConnection;
import dev.berth.core.client.PluginIdentity;
import dev.berth.core.client.PluginSocket;
import dev.berth.driver.DriverClient;
import dev.berth.shared.protocol.ProtocolReply;
import dev.berth.shared.protocol.ServedProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * A plugin {@code x:1} on a unix socket that serves a protocol, or says what a test tells it to.
 */
public final class ServedPlugin implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final ServedProtocol protocol;
    private final PluginConnection connection;
    private volatile String answer;
    private volatile int status = 200;

    /** The server; its requests are kept. */
    public final UnixServer server;

    public ServedPlugin(Path folder, ServedProtocol protocol) throws Exception {
        this.protocol = protocol;
        Path socket = folder.resolve("s");
        this.server = new UnixServer(socket, this::talk);
        this.connection =
                PluginConnection.unix(
                        PluginIdentity.managed("x:1", "id", HostPaths.propagated("", socket)),
                        PluginSocket.ofHost(socket),
                        CallLimitsFixture.deadline(Duration.ofSeconds(9)),
                        timer,
                        (plugin, open, why) -> {});
    }

    private void talk(UnixServer.Caller caller) throws Exception {
        UnixServer.Request request = caller.nextRequest();
        while (request != null) {
            if (answer == null) {
                ProtocolReply reply = protocol.call(request.method(), request.body());
                caller.json(reply.status(), new String(reply.text(), StandardCharsets.UTF_8));
            } else {
                caller.json(status, answer);
            }
            request = caller.nextRequest();
        }
    }

    /** Returns the client of one of its capabilities. */
    public DriverClient client(Capability capability) {
        return connection.client(capability);
    }

    /** From now on every call has this response. */
    public void answer(int status, String json) {
        this.status = status;
        this.answer = json;
    }

    /** Returns method and message of the last call. */
    public String lastCall() {
        UnixServer.Request last = server.requests.get(server.requests.size() - 1);
        return last.method() + " " + last.json();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        server.close();
        timer.shutdownNow();
    }
}
