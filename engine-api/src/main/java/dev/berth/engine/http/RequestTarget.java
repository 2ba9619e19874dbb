package dev.berth.engine.http;

import dev.berth.engine.exchange.BadRequestException;
import dev.berth.engine.exchange.Query;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of a request line: decoded path and query.
 *
 * @param path decoded
 * @param rawQuery as it was sent, without the question mark
 */
record RequestTarget(String path, Query query, String rawQuery) {
    private static final Pattern SCHEME_AND_HOST =
            Pattern.compile("(?i)[a-z][a-z0-9+.-]*://[^/?#]*");

    /**
     * Reads a request line's target.
     *
     * @throws BadRequestException if it is none
     */
    static RequestTarget parse(String text) {
        String local = originForm(text);
        if (local.indexOf('#') >= 0) {
            throw new BadRequestException(400, "a request's target has no fragment");
        }
        if (!local.startsWith("/")) {
            throw new BadRequestException(
                    400, "the request's target has to be a path that begins with /");
        }
        QueryStringDecoder decoder =
                QueryStringDecoder.builder().semicolonIsNormalChar(true).build(local);
        try {
            return new RequestTarget(decoder.path(), query(decoder), decoder.rawQuery());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(400, "the request's path is not encoded as in URLs");
        }
    }

    private static Query query(QueryStringDecoder decoder) {
        if (decoder.rawQuery().indexOf(';') >= 0) {
            return Query.malformed("invalid semicolon separator in query");
        }
        try {
            return Query.of(decoder.parameters());
        } catch (IllegalArgumentException e) {
            return Query.malformed("the request's query is not encoded as in URLs");
        }
    }

    /**
     * Returns the target with its path first, of one that names scheme and host as for a proxy: RFC
     * 9112, 3.2.2.
     */
    static String originForm(String text) {
        if (text.startsWith("/")) {
            return text;
        }
        Matcher host = SCHEME_AND_HOST.matcher(text);
        if (!host.lookingAt()) {
            return text;
        }
        String local = text.substring(host.end());
        return local.startsWith("/") ? local : "/" + local;
    }

    /** Returns whether the path has empty, dot or dot-dot parts. */
    boolean unclean() {
        boolean suspect = path.contains("//") || path.contains("/.");
        return suspect && !cleanPath().equals(path);
    }

    /** Returns the cleaned path, for a redirect. */
    String location() {
        try {
            String encoded = new URI(null, null, cleanPath(), null).toASCIIString();
            return rawQuery.isEmpty() ? encoded : encoded + "?" + rawQuery;
        } catch (URISyntaxException e) {
            throw new BadRequestException(400, "the request's path cannot be cleaned up");
        }
    }

    private String cleanPath() {
        Deque<String> parts = new ArrayDeque<>();
        String[] all = path.split("/", -1);
        for (String part : all) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        boolean folder = path.endsWith("/") && !parts.isEmpty();
        return "/" + String.join("/", parts) + (folder ? "/" : "");
    }
}
