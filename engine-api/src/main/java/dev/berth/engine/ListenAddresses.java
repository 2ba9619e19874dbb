package dev.berth.engine;

import dev.berth.engine.http.EngineServer;
import dev.berth.engine.http.TlsFiles;
import dev.berth.engine.http.TlsMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.log.Logger;

/**
 * The addresses of a checked configuration: {@code socket}, {@code tcp.address} and {@code hosts}.
 */
final class ListenAddresses {
    private static final String UNIX = "unix://";
    static final String TCP = "tcp://";

    private final EngineConfiguration configuration;
    private final Path execRoot;
    private final Logger log;
    private final List<SocketAddress> bound = new ArrayList<>();

    /**
     * @param execRoot where the socket is if its path is relative
     */
    ListenAddresses(EngineConfiguration configuration, Path execRoot, Logger log) {
        this.configuration = configuration;
        this.execRoot = execRoot;
        this.log = log;
    }

    /**
     * Binds them all.
     *
     * @return those that are bound
     * @throws IOException if one cannot be
     */
    List<SocketAddress> bind(EngineServer server) throws IOException {
        for (String host : hosts()) {
            if (host.startsWith(UNIX)) {
                Path socket = Path.of(host.substring(UNIX.length()));
                server.bindUnixSocket(socket, configuration.group());
                bound.add(UnixDomainSocketAddress.of(socket));
            } else {
                bound.add(bindTcp(server, host));
            }
        }
        return List.copyOf(bound);
    }

    private List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        if (!configuration.socket().isEmpty()) {
            hosts.add(UNIX + execRoot.resolve(configuration.socket()));
        }
        if (!configuration.tcp_address().isEmpty()) {
            hosts.add(TCP + configuration.tcp_address());
        }
        hosts.addAll(List.of(configuration.hosts()));
        return hosts;
    }

    private SocketAddress bindTcp(EngineServer server, String host) throws IOException {
        InetSocketAddress address = address(host);
        TlsMode mode = TlsMode.parse(configuration.tls_mode()).orElseThrow();
        if (mode != TlsMode.VERIFY) {
            // dockerd's words.
            log.warn(
                    "Binding to IP address without --tlsverify is insecure and gives root access on"
                            + " this machine to everyone who has access to your network: {}",
                    host);
        }
        return mode == TlsMode.OFF
                ? server.bindTcp(address)
                : server.bindTcp(
                        address,
                        new TlsFiles(
                                mode,
                                Path.of(configuration.tls_ca()),
                                Path.of(configuration.tls_certificate()),
                                Path.of(configuration.tls_key())));
    }

    /**
     * Checks an address.
     *
     * @throws IllegalArgumentException if nothing can listen there
     */
    static void require(String host) {
        if (host.startsWith(UNIX)) {
            UnixDomainSocketAddress.of(host.substring(UNIX.length()));
        } else {
            address(host);
        }
    }

    private static InetSocketAddress address(String host) {
        URI uri = URI.create(host);
        if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() >= 0) {
            return new InetSocketAddress(uri.getHost(), uri.getPort());
        }
        throw new IllegalArgumentException("\"%s\" is no address".formatted(host));
    }
}
