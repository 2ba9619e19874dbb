package dev.berth.dist.containerd;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Knocks at a socket. */
final class SocketProbe {

    private SocketProbe() {}

    /** Returns whether somebody accepts connections there. */
    static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | IllegalArgumentException e) {
            // Nobody is there, or the path is too long to be a socket's.
            return false;
        }
    }
}
