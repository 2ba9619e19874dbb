package dev.berth.dist.option;

import java.net.URI;
import java.util.regex.Pattern;

/** The forms of {@code --host} that dockerd takes. */
final class HostAddress {
    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";
    private static final Pattern SCHEME = Pattern.compile("([a-z]+)://.*");
    private static final int HIGHEST_PORT = 65_535;

    private HostAddress() {}

    /**
     * Returns {@code unix:///PATH} or {@code tcp://HOST:PORT}.
     *
     * @param socket where {@code unix://} is
     * @param encrypted whether tcp is, which has another port then
     */
    static String normal(String text, String socket, boolean encrypted)
            throws InvalidOptionException {
        String plain = text.strip();
        if (plain.startsWith(UNIX)) {
            String path = plain.substring(UNIX.length());
            return UNIX + OptionPath.of(EngineOption.HOST, path.isEmpty() ? socket : path);
        }
        if (plain.startsWith("fd://")) {
            throw invalid(
                    "fd:// means nothing here: Java takes over no listening socket of systemd's;"
                            + " use unix://PATH");
        }
        if (SCHEME.matcher(plain).matches() && !plain.startsWith(TCP)) {
            throw invalid("Invalid bind address format: " + text);
        }
        return tcp(plain.startsWith(TCP) ? plain.substring(TCP.length()) : plain, encrypted);
    }

    private static String tcp(String authority, boolean encrypted) throws InvalidOptionException {
        String name = authority.startsWith(":") ? "127.0.0.1" + authority : authority;
        try {
            URI uri = URI.create(TCP + (name.isEmpty() ? "127.0.0.1" : name));
            boolean bare = uri.getRawPath().isEmpty() && uri.getRawUserInfo() == null;
            if (bare && uri.getHost() != null && uri.getPort() <= HIGHEST_PORT) {
                int port = encrypted ? 2376 : 2375;
                return TCP + uri.getHost() + ":" + (uri.getPort() < 0 ? port : uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(EngineOption.HOST, message(authority), e);
        }
        throw invalid(message(authority));
    }

    private static String message(String authority) {
        return "Invalid bind address format: tcp://" + authority;
    }

    private static InvalidOptionException invalid(String message) {
        return new InvalidOptionException(EngineOption.HOST, message);
    }
}
