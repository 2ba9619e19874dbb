package dev.berth.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedPluginTest {
    @TempDir Path folder;

    private PluginAnswer answered(String reply, Duration limit) throws IOException {
        Path socket = folder.resolve("p.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<SocketChannel> client =
                    CompletableFuture.supplyAsync(() -> accept(server, reply));
            try {
                try (VerifiedPlugin plugin = new VerifiedPlugin(socket, limit)) {
                    return plugin.call("X.Y", "{}");
                }
            } finally {
                client.join().close();
                Files.delete(socket);
            }
        }
    }

    private static SocketChannel accept(ServerSocketChannel server, String reply) {
        try {
            SocketChannel channel = server.accept();
            channel.write(ByteBuffer.wrap(reply.getBytes(StandardCharsets.UTF_8)));
            if (reply.isEmpty() || reply.contains("close")) {
                channel.shutdownOutput();
            }
            return channel;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private PluginAnswer answered(String reply) throws IOException {
        return answered(reply, Duration.ofSeconds(30));
    }

    @Test
    void readsABodyByItsLength() throws IOException {
        assertEquals("{}", answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").text());
    }

    @Test
    void readsABodyInChunks() throws IOException {
        String reply = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertEquals("{  }", answered(reply + "2\r\n{ \r\n2;x\r\n }\r\n0\r\n\r\n").text());
    }

    @Test
    void readsABodyToTheEnd() throws IOException {
        PluginAnswer answer = answered("HTTP/1.0 500 No\r\nConnection: close\r\n\r\nbroken\n");
        assertEquals("broken", answer.error("Err").orElseThrow());
    }

    @Test
    void saysWhatIsNoAnswer() {
        assertEquals(
                "it does not answer in HTTP/1.1: hello",
                assertThrows(IOException.class, () -> answered("hello\r\n")).getMessage());
    }

    @Test
    void saysThatThereIsNone() {
        assertEquals(
                "it closes the connection without an answer",
                assertThrows(IOException.class, () -> answered("")).getMessage());
    }

    @Test
    void waitsForAnAnswerWithALimit() {
        assertEquals(
                "no answer within 0 s",
                assertThrows(
                                IOException.class,
                                () -> answered("HTTP/1.1 200 OK\r\n", Duration.ofMillis(50)))
                        .getMessage());
    }

    private String refused(String reply) {
        return assertThrows(IOException.class, () -> answered(reply)).getMessage();
    }

    @Test
    void saysWhatIsNoHttp() {
        String head = "HTTP/1.1 200 OK\r\n";
        assertEquals(
                "it does not answer in HTTP/1.1: HTTP/1.1 200OK", refused("HTTP/1.1 200OK\r\n"));
        assertEquals("it sends a header without a colon: what", refused(head + "What\r\n\r\n"));
        assertEquals(
                "it sends a content-length that is none: 1x",
                refused(head + "Content-Length: 1x\r\n\r\n"));
        assertEquals(
                "it sends a content-length that is none: -1",
                refused(head + "Content-Length: -1\r\n\r\n"));
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        assertEquals("it sends a chunk's size that is none: ", refused(chunked + ";\r\n"));
        assertEquals("it sends a chunk's size that is none: -1", refused(chunked + "-1\r\n"));
    }

    @Test
    void boundsALine() {
        assertEquals(
                "it sends a line of more than 8192 characters",
                refused("HTTP/1.1 200 " + "x".repeat(8192)));
    }

    @Test
    void boundsABody() {
        String head = "HTTP/1.1 200 OK\r\n";
        String larger = "it answers with more than 16777216 bytes";
        assertEquals(larger, refused(head + "Content-Length: 16777217\r\n\r\n"));
        String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        assertEquals(larger, refused(chunked + "1\r\nx\r\n1000000\r\n"));
        assertEquals(larger, refused(chunked + "7fffffffffffffff\r\n"));
    }
}
