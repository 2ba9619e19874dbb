package dev.berth.sdk.testing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One HTTP exchange over a connection of its own; its body is read to the connection's end. */
final class SocketReply implements AutoCloseable {
    private final SocketChannel channel;
    private final int status;
    private final InputStream body;

    private SocketReply(SocketChannel channel, int status, InputStream body) {
        this.channel = channel;
        this.status = status;
        this.body = body;
    }

    /** HTTP/1.0, so that a stream comes without chunks. */
    static SocketReply of(Path socket, String method, byte[] request) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        try {
            String head =
                    "POST /%s HTTP/1.0\r\nContent-Length: %d\r\n\r\n"
                            .formatted(method, request.length);
            write(channel, head.getBytes(StandardCharsets.UTF_8));
            write(channel, request);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
            int status = Integer.parseInt(line(in).split(" ")[1]);
            while (!line(in).isEmpty()) {
                // Nothing in the head is needed.
                continue;
            }
            return new SocketReply(channel, status, in);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    int status() {
        return status;
    }

    /** Returns the body; closing it closes the connection. */
    InputStream body() {
        return new FilterInputStream(body) {
            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
