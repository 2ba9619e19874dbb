package dev.berth.discovery.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Checks the addresses of plugins: {@code unix}, {@code tcp}, {@code http} and {@code https}. */
final class PluginAddress {
    private static final String FORMS =
            "write unix:///PATH, tcp://HOST:PORT, http://HOST[:PORT] or https://HOST[:PORT]";

    /** The bytes in {@code sockaddr_un.sun_path}, without the closing zero. */
    private static final int LONGEST_SOCKET = 107;

    private PluginAddress() {}

    /** Parses the address in a file. */
    static URI parse(Path file, String text) throws UnusableFileException {
        try {
            return checked(file, new URI(text));
        } catch (URISyntaxException e) {
            throw wrong(file);
        }
    }

    static URI checked(Path file, URI address) throws UnusableFileException {
        if (address.getScheme() == null) {
            throw wrong(file);
        }
        switch (address.getScheme()) {
            case "unix" -> checkSocket(file, address);
            case "tcp" -> checkHost(file, address, isPort(address.getPort()));
            case "http", "https" ->
                    checkHost(file, address, address.getPort() == -1 || isPort(address.getPort()));
            default -> throw wrong(file);
        }
        return address;
    }

    private static void checkSocket(Path file, URI address) throws UnusableFileException {
        String path = address.getPath();
        if (address.getAuthority() != null || path == null || !path.startsWith("/")) {
            throw wrong(file);
        }
        // Refuses what no path can hold, such as a NUL.
        Path.of(path);
        int length = path.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET) {
            throw UnusableFileException.of(
                    file,
                    "leads to a socket whose path has %d bytes: %d is the most that can be connected"
                            .formatted(length, LONGEST_SOCKET));
        }
    }

    private static void checkHost(Path file, URI address, boolean portIsGood)
            throws UnusableFileException {
        if (address.getHost() == null || !portIsGood) {
            throw wrong(file);
        }
    }

    private static boolean isPort(int port) {
        return port > 0 && port < 65_536;
    }

    /** Does not quote it: the file may be a secret that lies here by mistake. */
    private static UnusableFileException wrong(Path file) {
        return UnusableFileException.of(file, "has no address that a plugin can have: " + FORMS);
    }
}
