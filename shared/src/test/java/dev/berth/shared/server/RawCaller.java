package dev.berth.shared.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client that sends what it is told, byte by byte, over a real socket. */
final class RawCaller implements AutoCloseable {
    private final SocketChannel channel;
    private final Peer peer;

    RawCaller(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        peer = Peer.of(channel);
    }

    RawCaller send(String text) throws IOException {
        peer.out().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RawCaller call(String method, String body) throws IOException {
        return send(
                "POST /%s HTTP/1.1\r\nHost: p\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(method, body.length(), body));
    }

    /** Reads a head and, by its length, a body: {@code 200 BODY}. */
    String reply() throws IOException {
        String head = head();
        int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
        String body = new String(peer.in().readNBytes(length), StandardCharsets.UTF_8);
        return head.split(" ")[1] + " " + body;
    }

    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = peer.in().read();
            if (c < 0) {
                throw new EOFException(head.toString());
            }
            head.append((char) c);
        }
        return head.toString();
    }

    /** Reads some bytes. */
    String read(int bytes) throws IOException {
        return new String(peer.in().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Reads until the server has closed. */
    String rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try (channel) {
            peer.in().transferTo(rest);
        } catch (IOException e) {
            // Closed with something unread: an end, too.
            return rest.toString(StandardCharsets.UTF_8);
        }
        return rest.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
