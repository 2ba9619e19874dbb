package dev.berth.dist.containerd;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Tests whether a unix socket accepts connections. */
final class SocketProbe {

    private SocketProbe() {}

    /** Returns whether somebody accepts connections there. */
    static boolean accepts(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            // Nobody is there, or the path is too long to be a socket's.
            return false;
        }
    }
}
