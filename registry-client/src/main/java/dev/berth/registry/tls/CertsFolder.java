package dev.berth.registry.tls;

import dev.berth.registry.host.HostAndPort;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Docker's {@code certs.d} folder: {@code HOST:PORT/*.crt} are authorities to trust with that host,
 * {@code *.cert} with {@code *.key} the client certificate to show it. It is read whenever a
 * connection is made.
 */
final class CertsFolder {
    private final Path folder;

    CertsFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the files of the authorities to trust with a host. */
    List<Path> authorities(HostAndPort host) throws IOException {
        return files(host, "*.crt");
    }

    /** Returns the client certificate to show to a host. */
    Optional<Path> clientCertificate(HostAndPort host) throws IOException {
        return files(host, "*.cert").stream().findFirst();
    }

    /** Returns the file of a client certificate's key. */
    static Path keyOf(Path certificate) throws IOException {
        String name = certificate.getFileName().toString().replaceFirst("\\.cert$", ".key");
        Path key = certificate.resolveSibling(name);
        if (!Files.isRegularFile(key)) {
            throw new IOException("%s is missing, the key to %s".formatted(key, certificate));
        }
        return key;
    }

    private List<Path> files(HostAndPort host, String pattern) throws IOException {
        // The port is known to the connection, but a folder may be named without the usual one.
        List<String> names =
                host.port().orElse(443) == 443
                        ? List.of(host.host(), host.host() + ":443")
                        : List.of(host.toString());
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            addFiles(folder.resolve(name), pattern, files);
        }
        Collections.sort(files);
        return files;
    }

    private static void addFiles(Path folder, String pattern, List<Path> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            found.forEach(files::add);
        }
    }
}
