package dev.berth.shared.server;

import dev.berth.shared.file.SocketFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/** A unix socket, {@code rw-rw----}, that nobody can connect to before it is so. */
public final class UnixListener implements ServerListener {
    private static final int BACKLOG = 128;

    private final ChannelListener listener;
    private final SocketFile file;

    private UnixListener(ChannelListener listener, SocketFile file) {
        this.listener = listener;
        this.file = file;
    }

    /**
     * Listens. A socket that a dead process left is replaced; one that somebody listens on is not.
     *
     * @param group who may connect besides the owner, by name or number; empty for the owner's own
     * @throws IOException if the path cannot be used, or is used; the message says what to do
     */
    public static UnixListener bind(Path path, String group) throws IOException {
        SocketFile file = new SocketFile(path, group);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(file.prepare(), BACKLOG);
            file.secure();
            file.publish();
        } catch (IOException | RuntimeException e) {
            channel.close();
            file.remove();
            throw e;
        }
        String address = "unix://" + path.toAbsolutePath();
        return new UnixListener(new ChannelListener(channel, address), file);
    }

    @Override
    public Peer accept() throws IOException {
        return listener.accept();
    }

    @Override
    public String address() {
        return listener.address();
    }

    @Override
    public void close() throws IOException {
        // First the file: whoever comes now finds nobody, and does not wait in a queue.
        file.remove();
        listener.close();
    }
}
