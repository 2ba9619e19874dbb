package dev.berth.spi;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a legacy plugin listens, see <a
 * href="https://docs.docker.com/engine/extend/plugin_api/#plugin-discovery">Docker's plugin
 * discovery</a>.
 *
 * @param name what users call it
 * @param address {@code unix:///…}, {@code tcp://host:port}, {@code http://…} or {@code https://…}
 * @param tls how to protect the connection, if at all
 * @param source the file that told of it: the socket itself, a {@code .spec}, a {@code .json}
 */
public record LegacyEndpoint(String name, URI address, Optional<Tls> tls, Path source) {

    /**
     * TLS as in a {@code .json} file; paths of PEM files.
     *
     * @param caFile whom to trust; the system's authorities when missing
     * @param certFile whom to be
     * @param keyFile the key to {@code certFile}
     * @param insecureSkipVerify whether to trust anybody
     */
    public record Tls(
            Optional<Path> caFile,
            Optional<Path> certFile,
            Optional<Path> keyFile,
            boolean insecureSkipVerify) {}
}
