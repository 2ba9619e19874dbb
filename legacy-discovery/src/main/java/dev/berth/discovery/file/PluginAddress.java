package dev.berth.discovery.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Checks the addresses of plugins: {@code unix}, {@code tcp}, {@code http} and {@code https}. */
final class PluginAddress {
    private static final String FORMS =
            "write unix:///PATH, tcp://HOST[:PORT], http://HOST[:PORT] or https://HOST[:PORT]";

    /** The bytes in {@code sockaddr_un.sun_path}, without the closing zero. */
    private static final int LONGEST_SOCKET = 107;

    private static final Pattern HOST_WITH_UNDERSCORE =
            Pattern.compile("[a-zA-Z0-9._-]*_[a-zA-Z0-9._-]*(:[0-9]{1,5})?");

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
            // Without a port it is that of http or https, as in Go.
            case "tcp", "http", "https" -> checkHost(file, address);
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

    private static void checkHost(Path file, URI address) throws UnusableFileException {
        if (address.getHost() == null && hasUnderscore(address)) {
            throw UnusableFileException.of(
                    file,
                    "names a host with \"_\", and Java's HTTP client connects to none: write its IP"
                            + " address, or another name of it");
        }
        int port = address.getPort();
        if (address.getHost() == null || port != -1 && !isPort(port)) {
            throw wrong(file);
        }
    }

    private static boolean hasUnderscore(URI address) {
        return address.getAuthority() != null
                && HOST_WITH_UNDERSCORE.matcher(address.getAuthority()).matches();
    }

    private static boolean isPort(int port) {
        return port > 0 && port < 65_536;
    }

    /** Does not quote it: the file may be a secret that lies here by mistake. */
    private static UnusableFileException wrong(Path file) {
        return UnusableFileException.of(file, "has no address that a plugin can have: " + FORMS);
    }
}
