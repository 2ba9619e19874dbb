package dev.berth.core.client;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Looks whether something is behind a plugin's unix socket, on a connection of its own, so that
 * neither the number of calls under way nor an open circuit has a say.
 */
public final class LivenessProbe {
    private final PluginSocket socket;
    private final ScheduledExecutorService timer;

    public LivenessProbe(PluginSocket socket, ScheduledExecutorService timer) {
        this.socket = socket;
        this.timer = timer;
    }

    /**
     * Connects. The kernel does that for the process, so this fails only if the process is gone, or
     * has left so many connections unaccepted that the socket's backlog is full.
     *
     * @throws IOException if there is no connection within the limit
     */
    public void connect(Duration limit) throws IOException {
        probe("no connection", limit, connection -> {});
    }

    /**
     * Sends an empty request and waits for the first byte of a response, or for the connection's
     * end: either is a sign of life.
     *
     * @throws IOException if there is neither within the limit
     */
    public void request(String method, Duration limit) throws IOException {
        probe(
                "no answer to " + method,
                limit,
                connection -> {
                    try {
                        connection.write(method, new byte[0]);
                        connection.read();
                    } catch (RequestUnreadException e) {
                        // The plugin has closed the connection, so it lives.
                        return;
                    }
                });
    }

    /** What is done on a connection. */
    @FunctionalInterface
    private interface Exchange {
        void run(UnixConnection connection) throws IOException;
    }

    private void probe(String failure, Duration limit, Exchange exchange) throws IOException {
        try (UnixConnection connection = UnixConnection.open()) {
            Deadline.Scheduled scheduled = Deadline.scheduled(limit, timer, connection::close);
            Deadline deadline = scheduled.deadline();
            try {
                connection.connect(socket);
                exchange.run(connection);
            } catch (IOException e) {
                if (!deadline.hasExpired()) {
                    throw e;
                }
            } finally {
                scheduled.lift();
            }
            if (deadline.hasExpired()) {
                throw new SocketException(
                        "%s within %s s".formatted(failure, limit.toMillis() / 1000.0));
            }
        }
    }
}
