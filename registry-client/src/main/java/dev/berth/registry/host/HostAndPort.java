package dev.berth.registry.host;

import java.net.URI;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and port, the authority of a URL.
 *
 * @param host a name or an address, in lower case; IPv6 addresses in brackets
 * @param port empty for the scheme's own
 */
public record HostAndPort(String host, OptionalInt port) {
    public static final int HIGHEST_PORT = 65_535;

    private static final Pattern WHOLE =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[a-zA-Z0-9_.-]+)(?::(?<port>\\d{1,5}))?");
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d{1,3}){3}");

    /**
     * Parses {@code host[:port]}.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    public static HostAndPort parse(String text) {
        Matcher match = WHOLE.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("\"%s\" is not HOST[:PORT]".formatted(text));
        }
        String port = match.group("port");
        return new HostAndPort(
                match.group("host").toLowerCase(Locale.ROOT),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    }

    /**
     * Returns the authority of a URL. {@link URI#getHost()} knows no host with a {@code _}, which
     * resolvers know well.
     */
    public static HostAndPort of(URI url) {
        if (url.getRawAuthority() == null) {
            throw new IllegalArgumentException("\"%s\" names no host".formatted(url));
        }
        return parse(url.getRawAuthority());
    }

    /** Returns whether this can only be the machine itself; names are not looked up for it. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("[::1]") || LOOPBACK.matcher(host).matches();
    }

    /** Returns the same host without a port. */
    public HostAndPort anyPort() {
        return new HostAndPort(host, OptionalInt.empty());
    }

    /** Returns the form that URLs have. */
    @Override
    public String toString() {
        return port.isPresent() ? host + ":" + port.getAsInt() : host;
    }
}
