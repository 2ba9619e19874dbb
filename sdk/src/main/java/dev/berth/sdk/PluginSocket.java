package dev.berth.sdk;

import dev.berth.shared.server.ServerListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Where a plugin listens. */
public abstract class PluginSocket {
    static final Path FOLDER = Path.of("/run/docker/plugins");

    PluginSocket() {}

    /**
     * Returns a unix socket, {@code rw-rw----}.
     *
     * @param nameOrPath of a plugin, whose socket is {@code /run/docker/plugins/NAME.sock}, where
     *     Docker looks for it; or the socket's absolute path
     */
    public static UnixPluginSocket unix(String nameOrPath) {
        return new UnixPluginSocket(FOLDER.resolve(nameOrPath), "");
    }

    /**
     * Returns a TCP port, which a file in {@code /etc/docker/plugins} tells Docker of.
     *
     * @param name of the plugin
     * @param address port 0 takes any that is free
     */
    public static TcpPluginSocket tcp(String name, InetSocketAddress address) {
        return TcpPluginSocket.of(name, address);
    }

    /** Starts to listen. */
    abstract ServerListener listen() throws IOException;

    /** Returns what the plugin is called in its log. */
    abstract String name();
}
