package dev.berth.testing.misbehaviour;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server on a unix socket, with a thread for each connection. */
final class RawServer implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel listener;

    private RawServer(Path socket, ServerSocketChannel listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /** Starts to listen, in place of a socket file that an earlier life left. */
    static RawServer listen(Path socket) throws IOException {
        Files.createDirectories(socket.toAbsolutePath().getParent());
        Files.deleteIfExists(socket);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        return new RawServer(socket, listener);
    }

    /** Holds conversations until the server is closed. */
    void serve(Conversation conversation) throws IOException {
        try {
            while (true) {
                SocketChannel connection = listener.accept();
                Thread thread = new Thread(() -> hold(conversation, connection), "connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (ClosedChannelException e) {
            // Closing is how serving ends.
        }
    }

    private static void hold(Conversation conversation, SocketChannel connection) {
        try (connection) {
            conversation.hold(
                    new BufferedInputStream(Channels.newInputStream(connection)),
                    Channels.newOutputStream(connection));
        } catch (IOException e) {
            System.err.println("misbehaving plugin: connection lost: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try (listener) {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            System.err.println(
                    "misbehaving plugin: " + socket + " stays behind: " + e.getMessage());
        }
    }

    /** What is said on one connection; it is closed after that. */
    interface Conversation {
        void hold(InputStream in, OutputStream out) throws IOException;
    }
}
