package dev.berth.core.metrics;

import dev.berth.driver.metrics.MetricsFormat;
import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A Prometheus endpoint on a unix socket: {@code GET /metrics} over HTTP/1.1, one request for each
 * connection, one connection at a time, each within a limit. It serves one plugin; a slow one makes
 * only itself wait.
 */
public final class MetricsServer implements AutoCloseable {
    /** The time before the next connection after one that could not be accepted. */
    static final Duration PAUSE = Duration.ofMillis(100);

    private static final int STACK = 256 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Path socket;
    private final ServerSocketChannel server;
    private final Duration limit;
    private final Supplier<byte[]> metrics;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private MetricsServer(
            Path socket,
            ServerSocketChannel server,
            String thread,
            Duration limit,
            Supplier<byte[]> metrics) {
        this.socket = socket;
        this.server = server;
        this.limit = limit;
        this.metrics = metrics;
        this.thread = DaemonThreads.create(thread, STACK, this::serve);
    }

    /**
     * Binds a socket that everybody can connect to who reaches it, and serves it.
     *
     * @param socket in a folder that only those reach who may
     * @param thread the name of its thread
     */
    public static MetricsServer open(Path socket, String thread, Supplier<byte[]> metrics)
            throws IOException {
        return open(socket, thread, LIMIT, metrics);
    }

    /** The same with another limit for each request. */
    static MetricsServer open(Path socket, String thread, Duration limit, Supplier<byte[]> metrics)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
            return serve(socket, server, thread, limit, metrics);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Serves what has been bound. */
    static MetricsServer serve(
            Path socket,
            ServerSocketChannel server,
            String thread,
            Duration limit,
            Supplier<byte[]> metrics) {
        MetricsServer serving = new MetricsServer(socket, server, thread, limit, metrics);
        serving.thread.start();
        return serving;
    }

    /** Returns its path. */
    public Path socket() {
        return socket;
    }

    /** Returns whether it serves, and the socket is still where it was bound. */
    public boolean isThere() {
        return server.isOpen() && thread.isAlive() && Files.exists(socket);
    }

    private void serve() {
        try {
            while (server.isOpen()) {
                serveNext();
            }
        } catch (InterruptedException e) {
            // It is closed.
            return;
        }
    }

    private void serveNext() throws InterruptedException {
        try (SocketChannel client = server.accept()) {
            answer(client);
        } catch (IOException | RuntimeException | Error e) {
            // It is closed, or there is no room for another connection.
            closed.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void answer(SocketChannel client) {
        try {
            serve(client);
        } catch (Throwable t) {
            // The plugin has gone or took too long, or the metrics failed: it may ask again.
            return;
        }
    }

    private void serve(SocketChannel client) throws IOException {
        try (TimedExchange exchange = TimedExchange.of(client, limit)) {
            String[] line = exchange.readHead().split("\r?\n", 2)[0].split(" ");
            if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
                exchange.write(response("400 Bad Request", "text/plain", "no request of HTTP/1.1"));
            } else if (!line[1].equals("/metrics") && !line[1].startsWith("/metrics?")) {
                exchange.write(response("404 Not Found", "text/plain", "only /metrics is here"));
            } else if (!line[0].equals("GET")) {
                exchange.write(response("405 Method Not Allowed", "text/plain", "only GET is"));
            } else {
                exchange.write(
                        response("200 OK", MetricsFormat.PROMETHEUS.mediaType(), metrics.get()));
            }
        }
    }

    private static byte[] response(String status, String type, String text) {
        return response(status, type, (text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] response(String status, String type, byte[] body) {
        byte[] head =
                ("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
                                + "Connection: close\r\n\r\n")
                        .formatted(status, type, body.length)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** Waits until its thread has ended. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** Ends its thread, and a request under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // The kernel closes it whatever it returns; the file goes with its folder.
            return;
        } finally {
            thread.interrupt();
        }
    }
}
