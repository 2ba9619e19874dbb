package dev.berth.sdk;

import dev.berth.shared.server.ServerListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A TCP port. While the plugin listens, a file tells Docker of it: {@code NAME.spec}, and with TLS
 * {@code NAME.json}, which names the authority. Whoever reaches the port may call the plugin, so
 * without TLS for known clients it belongs on the loopback address. Immutable.
 */
public final class TcpEndpoint extends PluginEndpoint {
    private static final Path SPEC_FOLDER = Path.of("/etc/docker/plugins");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private final String name;
    private final InetSocketAddress address;
    private final Optional<PluginTls> tls;
    private final Optional<Path> specFolder;

    private TcpEndpoint(
            String name,
            InetSocketAddress address,
            Optional<PluginTls> tls,
            Optional<Path> specFolder) {
        this.name = name;
        this.address = Objects.requireNonNull(address, "address");
        this.tls = tls;
        this.specFolder = specFolder;
    }

    static TcpEndpoint of(String name, InetSocketAddress address) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name a plugin: use letters, digits, _ . -".formatted(name));
        }
        return new TcpEndpoint(name, address, Optional.empty(), Optional.of(SPEC_FOLDER));
    }

    /** Returns the same port with TLS. */
    public TcpEndpoint withTls(PluginTls tls) {
        return new TcpEndpoint(name, address, Optional.of(tls), specFolder);
    }

    /** Returns the same port, with its file in another folder. */
    public TcpEndpoint withSpecFolder(Path folder) {
        return new TcpEndpoint(name, address, tls, Optional.of(folder));
    }

    /** Returns the same port without a file: somebody else tells Docker of it. */
    public TcpEndpoint withoutSpec() {
        return new TcpEndpoint(name, address, tls, Optional.empty());
    }

    @Override
    ServerListener listen() throws IOException {
        TcpListener listener = TcpListener.bind(address, tls);
        if (specFolder.isEmpty()) {
            return listener;
        }
        try {
            return SpecFileListener.of(listener, specFolder.get(), name, tls);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    @Override
    String name() {
        return name;
    }
}
