package dev.berth.driver.authz;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The response to an HTTP request that is to be authorized. Immutable, as long as nobody changes
 * the body's array: it is not copied.
 */
public final class AuthzResponse {
    private static final byte[] NOTHING = {};

    private final int statusCode;
    private final Map<String, String> headers;
    private final byte[] body;

    private AuthzResponse(int statusCode, Map<String, String> headers, byte[] body) {
        this.statusCode = statusCode;
        this.headers =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(headers, "headers")));
        this.body = Objects.requireNonNull(body, "body");
    }

    /** Returns a response without headers and body. */
    public static AuthzResponse of(int statusCode) {
        return new AuthzResponse(statusCode, Map.of(), NOTHING);
    }

    /** Returns the same response with headers. */
    public AuthzResponse withHeaders(Map<String, String> headers) {
        return new AuthzResponse(statusCode, headers, body);
    }

    /** Returns the same response with a body; it is not copied. */
    public AuthzResponse withBody(byte[] body) {
        return new AuthzResponse(statusCode, headers, body);
    }

    /** Returns the HTTP status; 0 if it is not known yet. */
    public int statusCode() {
        return statusCode;
    }

    /** Returns the headers; of several of a name the last. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the body, not to be changed; an empty array if it is not shown, or there is none. */
    public byte[] body() {
        return body;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthzResponse that
                && statusCode == that.statusCode
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(statusCode, headers, Arrays.hashCode(body));
    }

    /** Returns its status and length; headers and body may hold secrets. */
    @Override
    public String toString() {
        return "AuthzResponse[statusCode=%d, body=%d bytes]".formatted(statusCode, body.length);
    }
}
