package dev.berth.bench.cost;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Answers each request without a body by the same bytes: the least that a plugin can be. */
final class CannedServer implements AutoCloseable {
    private static final String BODY =
            "{\"Volumes\":[{\"Name\":\"one\",\"Mountpoint\":\"/data/one\"}],\"Err\":\"\"}";
    private static final byte[] REPLY =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\n"
                            + "Content-Length: %d\r\n\r\n%s".formatted(BODY.length(), BODY))
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';
    private static final int LARGEST = 4096;

    private final ServerSocketChannel server;

    CannedServer(Path socket) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        start("canned-accept", this::accept);
    }

    /** Returns the length of a reply. */
    static int replyLength() {
        return REPLY.length;
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel channel = server.accept();
            start("canned-answer", () -> answer(channel));
        }
    }

    private static void answer(SocketChannel channel) throws IOException {
        try (channel) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(LARGEST);
            ByteBuffer reply = ByteBuffer.allocateDirect(REPLY.length).put(REPLY);
            int last = 0;
            while (channel.read(bytes.clear()) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    last = last << 8 | bytes.get();
                    if (last == END) {
                        channel.write(reply.rewind());
                    }
                }
            }
        }
    }

    /** What a thread of it does. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    private static void start(String name, Task task) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                task.run();
                            } catch (ClosedChannelException e) {
                                // It is over.
                                return;
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
