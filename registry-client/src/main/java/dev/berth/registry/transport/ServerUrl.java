package dev.berth.registry.transport;

import dev.berth.plugin.error.RegistryException.Reason;
import dev.berth.registry.host.HostAndPort;
import dev.berth.shared.text.PrintableText;
import java.net.IDN;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the URL that a server names in a {@code Location}, a realm or a {@code Link}, as loosely
 * as Docker's own client does: what a URI may not hold is percent-encoded, what is encoded stays as
 * it is, and a query keeps its order and its bytes, which may be signed. The result has the scheme
 * https or http, a host, no login and no fragment.
 */
public final class ServerUrl {
    /** RFC 3986, appendix B, without the fragment. */
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?s)(?:(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):)?"
                            + "(?<slashes>//(?<authority>[^/?\\\\]*))?"
                            + "(?<path>[^?]*)(?:\\?(?<query>.*))?");

    private final String role;
    private final String text;

    private ServerUrl(String role, String text) {
        this.role = role;
        this.text = text;
    }

    /**
     * Resolves the URL that a response names.
     *
     * @param response the URL that gave the response
     * @param role begins messages: {@code it sends its clients to}
     * @param text as in the header, each of its bytes a character
     * @throws ExchangeException if no server can be meant by it
     */
    public static URI resolve(URI response, String role, String text) throws ExchangeException {
        return new ServerUrl(role, text.strip()).resolve(response);
    }

    private URI resolve(URI response) throws ExchangeException {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw corrupt("which has a control character");
        }
        Matcher parts = PARTS.matcher(withoutFragment(text));
        boolean url = !text.isEmpty() && parts.matches();
        // The first part of a relative path has no colon, RFC 3986, 4.2.
        if (!url || parts.group("scheme") == null && parts.group("path").matches("[^/]*:.*")) {
            throw corrupt("which is no URL");
        }
        if (parts.group("scheme") != null || parts.group("slashes") != null) {
            return likeItsServer(response, absolute(response, parts));
        }
        String path = response.getRawPath().isEmpty() ? "/" : response.getRawPath();
        URI base = URI.create(response.getScheme() + "://" + response.getRawAuthority() + path);
        // By RFC 3986 a query alone belongs to the whole path, which URI.resolve() cuts.
        return parts.group("path").isEmpty()
                ? URI.create(base + query(parts))
                : base.resolve(UrlEncoding.path(parts.group("path")) + query(parts));
    }

    private URI absolute(URI response, Matcher parts) throws ExchangeException {
        String named = parts.group("scheme");
        String scheme = (named == null ? response.getScheme() : named).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new ExchangeException(Reason.REFUSED, message("which is neither https nor http"));
        }
        String authority = parts.group("authority") == null ? "" : parts.group("authority");
        HostAndPort server = server(authority.substring(authority.lastIndexOf('@') + 1));
        String path = UrlEncoding.path(parts.group("path"));
        return URI.create(
                scheme
                        + "://"
                        + server
                        + (path.isEmpty() || path.startsWith("/") ? path : "/" + path)
                        + query(parts));
    }

    /**
     * Returns a URL as https where a server that was reached by https names itself by http, as one
     * behind a proxy does that ends TLS.
     */
    private static URI likeItsServer(URI response, URI named) {
        boolean itself =
                response.getScheme().equals("https")
                        && named.getScheme().equals("http")
                        && HostAndPort.of(response).equals(HostAndPort.of(named));
        return itself ? URI.create("https" + named.toString().substring("http".length())) : named;
    }

    private HostAndPort server(String authority) throws ExchangeException {
        if (authority.isEmpty()) {
            throw corrupt("which names no host");
        }
        try {
            String port = authority.endsWith(":") ? ":" : "";
            HostAndPort server =
                    HostAndPort.parse(
                            ascii(authority.substring(0, authority.length() - port.length())));
            if (server.port().orElse(0) <= HostAndPort.HIGHEST_PORT) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            throw corrupt("which has no host that there can be");
        }
        throw corrupt("which has no port that there can be");
    }

    /** Returns a host's name in ASCII; that of a header may be UTF-8, each byte a character. */
    private static String ascii(String authority) {
        if (authority.chars().allMatch(c -> c < 0x80)) {
            return authority;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(authority.getBytes(StandardCharsets.ISO_8859_1));
            String unicode = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            int port = unicode.lastIndexOf(':');
            return port < 0
                    ? IDN.toASCII(unicode)
                    : IDN.toASCII(unicode.substring(0, port)) + unicode.substring(port);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String query(Matcher parts) {
        String query = parts.group("query");
        return query == null ? "" : "?" + UrlEncoding.query(query);
    }

    private static String withoutFragment(String text) {
        int fragment = text.indexOf('#');
        return fragment < 0 ? text : text.substring(0, fragment);
    }

    private ExchangeException corrupt(String how) {
        return new ExchangeException(Reason.CORRUPT, message(how));
    }

    private String message(String how) {
        // A query often is signed, and so as secret as the login that may stand before a host.
        String shown = text.replaceFirst("(?s)\\?.*", "").replaceFirst("//[^/]*@", "//");
        return "%s \"%s\", %s".formatted(role, PrintableText.shortened(shown), how);
    }
}
