package dev.berth.sdk;

import dev.berth.shared.server.ServerListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Where a plugin listens. */
public abstract class PluginEndpoint {
    static final Path FOLDER = Path.of("/run/docker/plugins");

    PluginEndpoint() {}

    /**
     * Returns a unix socket, {@code rw-rw----}.
     *
     * @param nameOrPath of a plugin, whose socket is {@code /run/docker/plugins/NAME.sock}, where
     *     Docker looks for it; or the socket's absolute path
     */
    public static UnixEndpoint unix(String nameOrPath) {
        return new UnixEndpoint(FOLDER.resolve(nameOrPath), "");
    }

    /**
     * Returns a TCP port, which a file in {@code /etc/docker/plugins} tells Docker of.
     *
     * @param name of the plugin
     * @param address port 0 takes any that is free
     */
    public static TcpEndpoint tcp(String name, InetSocketAddress address) {
        return TcpEndpoint.of(name, address);
    }

    /** Starts to listen. */
    abstract ServerListener listen() throws IOException;

    /** Returns what the plugin is called in its log. */
    abstract String name();
}
