package dev.berth.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetricsServerTest {
    private static final String GET = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir private Path folder;
    private Duration limit = Duration.ofSeconds(20);
    private byte[] text = "a 1\n".getBytes(StandardCharsets.UTF_8);
    private MetricsServer server;

    @AfterEach
    void close() {
        server.close();
    }

    private void open() throws IOException {
        server = MetricsServer.open(folder.resolve("m.sock"), "test-metrics", limit, () -> text);
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(server.socket()));
    }

    private String ask(String request) throws IOException {
        try (SocketChannel client = connect()) {
            client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            return rest(client);
        }
    }

    private boolean isAnswered(String request) throws IOException {
        try (SocketChannel client = connect()) {
            client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            return isAnswered(client);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAnswered(SocketChannel client) {
        try {
            return !rest(client).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String rest(SocketChannel client) throws IOException {
        try (InputStream in = Channels.newInputStream(client)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void servesTheMetricsTimeAndAgain() throws IOException {
        open();
        String wanted =
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
                        + "Content-Length: 4\r\nConnection: close\r\n\r\na 1\n";
        assertEquals(wanted, ask(GET));
        assertEquals(wanted, ask(GET.replace("/metrics", "/metrics?x=y")));
        text = new byte[1 << 20];
        assertEquals(200 + text.length, 200 + ask(GET).split("\r\n\r\n", 2)[1].length());
    }

    @Test
    void refusesWhatIsNotThat() throws IOException {
        open();
        assertTrue(ask("POST /metrics HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 405 "));
        assertTrue(ask("GET / HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 "));
        assertTrue(ask("GET /metricsx HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 404 "));
        assertTrue(ask("nonsense\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(ask("\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(ask("GET /metrics HTTP/2\r\n\r\n").startsWith("HTTP/1.1 400 "));
    }

    @Test
    void goesOnAfterAnEndlessHead() throws IOException {
        open();
        assertFalse(isAnswered("x".repeat(1 << 20)));
        assertTrue(ask(GET).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void goesOnAfterOneThatSaysNothingAndOneThatGoes() throws IOException {
        limit = Duration.ofMillis(200);
        open();
        try (SocketChannel silent = connect()) {
            connect().close();
            assertTrue(ask(GET).startsWith("HTTP/1.1 200 "));
            assertEquals("", rest(silent));
        }
    }

    @Test
    void goesOnAfterAReaderThatDoesNotRead() throws IOException {
        limit = Duration.ofMillis(200);
        text = new byte[8 << 20];
        open();
        try (SocketChannel stuck = connect()) {
            stuck.write(ByteBuffer.wrap(GET.getBytes(StandardCharsets.US_ASCII)));
            try (SocketChannel next = connect()) {
                next.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes()));
                assertTrue(rest(next).startsWith("HTTP/1.1 404 "));
            }
        }
    }

    @Test
    void goesOnAfterMetricsThatCannotBeTold() throws IOException {
        AtomicBoolean fails = new AtomicBoolean(true);
        server =
                MetricsServer.open(
                        folder.resolve("m.sock"),
                        "test-metrics",
                        limit,
                        () -> {
                            if (fails.getAndSet(false)) {
                                throw new StackOverflowError();
                            }
                            return text;
                        });
        assertFalse(isAnswered(GET));
        assertTrue(ask(GET).startsWith("HTTP/1.1 200 "));
        assertTrue(server.isThere());
    }

    @Test
    void pausesAfterAConnectionThatCannotBeAccepted() throws Exception {
        ExhaustedServerChannel exhausted = new ExhaustedServerChannel();
        Path socket = folder.resolve("m.sock");
        server = MetricsServer.serve(socket, exhausted, "test-metrics", limit, () -> text);
        long first = exhausted.nextAccept();
        long second = exhausted.nextAccept();
        assertTrue(second - first >= MetricsServer.PAUSE.toNanos(), second - first + " ns");
        server.close();
        server.awaitEnd();
    }

    @Test
    void isNotThereAfterItsEnd() throws IOException {
        open();
        assertTrue(server.isThere());
        server.close();
        Files.createFile(server.socket());
        assertFalse(server.isThere());
    }

    @Test
    void servesThoseThatAreNotRoot() throws IOException {
        open();
        assertEquals(
                PosixFilePermissions.fromString("rw-rw-rw-"),
                Files.getPosixFilePermissions(server.socket()));
    }

    @Test
    void endsWithARequestUnderWay() throws IOException, InterruptedException {
        open();
        try (SocketChannel silent = connect()) {
            server.close();
            server.awaitEnd();
            assertFalse(isAnswered(silent));
        }
        assertFalse(Files.exists(server.socket()));
    }
}
