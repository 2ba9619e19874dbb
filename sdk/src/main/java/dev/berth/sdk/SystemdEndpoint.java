package dev.berth.sdk;

import dev.berth.shared.server.ChannelListener;
import dev.berth.shared.server.ServerListener;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * A socket that systemd listens on and hands over. Java can take it as standard input only: the
 * service says {@code StandardInput=socket} and {@code StandardError=journal}, the socket {@code
 * Accept=no}, which is the default. It stays with systemd, which goes on listening after the
 * plugin's end.
 */
final class SystemdEndpoint extends PluginEndpoint {
    private final ServerSocketChannel channel;
    private final String name;

    private SystemdEndpoint(ServerSocketChannel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    /**
     * Returns the socket; empty if there is none.
     *
     * @throws IOException if there is one that cannot be taken
     */
    static Optional<PluginEndpoint> find(String name) throws IOException {
        Channel inherited = System.inheritedChannel();
        if (inherited instanceof ServerSocketChannel server) {
            return Optional.of(new SystemdEndpoint(server, name));
        }
        if (inherited instanceof SocketChannel) {
            throw new IOException(
                    "systemd has handed over one connection: say Accept=no in the socket's unit");
        }
        String process = System.getenv().getOrDefault("LISTEN_PID", "");
        if (process.equals(Long.toString(ProcessHandle.current().pid()))) {
            throw new IOException(
                    "systemd has handed the socket over as descriptor 3, and Java takes it as"
                            + " standard input only: say StandardInput=socket and"
                            + " StandardError=journal in the service's unit");
        }
        return Optional.empty();
    }

    @Override
    ServerListener listen() throws IOException {
        SocketAddress address = channel.getLocalAddress();
        channel.configureBlocking(true);
        return new ChannelListener(
                channel,
                address instanceof UnixDomainSocketAddress
                        ? "unix://" + address
                        : "tcp:/" + address);
    }

    @Override
    String name() {
        return name;
    }
}
