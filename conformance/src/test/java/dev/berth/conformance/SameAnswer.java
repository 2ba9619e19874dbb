package dev.berth.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A plugin that reads nothing, and answers everything with the same JSON. */
final class SameAnswer implements AutoCloseable {
    private final ServerSocketChannel server =
            ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final byte[] reply;
    private final Thread thread = new Thread(this::run, "same-answer");

    private SameAnswer(String json) throws IOException {
        this.reply =
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(json.length(), json)
                        .getBytes(StandardCharsets.UTF_8);
    }

    static SameAnswer at(Path socket, String json) throws IOException {
        SameAnswer plugin = new SameAnswer(json);
        plugin.server.bind(UnixDomainSocketAddress.of(socket));
        plugin.thread.start();
        return plugin;
    }

    private void run() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                client.write(ByteBuffer.wrap(reply));
                client.shutdownOutput();
                InputStream request = Channels.newInputStream(client);
                request.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client, or the server, has gone.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
