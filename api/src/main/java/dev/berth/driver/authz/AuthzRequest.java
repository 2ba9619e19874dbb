package dev.berth.driver.authz;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An HTTP request that is to be authorized. Immutable, as long as nobody changes the body's array:
 * it is not copied.
 */
public final class AuthzRequest {
    private static final byte[] NOTHING = {};

    private final String method;
    private final String uri;
    private final String user;
    private final String userAuthNMethod;
    private final Map<String, String> headers;
    private final byte[] body;
    private final List<X509Certificate> peerCertificates;

    private AuthzRequest(
            String method,
            String uri,
            String user,
            String userAuthNMethod,
            Map<String, String> headers,
            byte[] body,
            List<X509Certificate> peerCertificates) {
        this.method = Objects.requireNonNull(method, "method");
        this.uri = Objects.requireNonNull(uri, "uri");
        this.user = Objects.requireNonNull(user, "user");
        this.userAuthNMethod = Objects.requireNonNull(userAuthNMethod, "userAuthNMethod");
        this.headers =
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(Objects.requireNonNull(headers, "headers")));
        this.body = Objects.requireNonNull(body, "body");
        this.peerCertificates =
                List.copyOf(Objects.requireNonNull(peerCertificates, "peerCertificates"));
    }

    /**
     * Returns a request of nobody's, without headers and body.
     *
     * @param method {@code POST}
     * @param uri as the request has it, {@code /v1.41/plugins?filters=…}
     */
    public static AuthzRequest of(String method, String uri) {
        return new AuthzRequest(method, uri, "", "", Map.of(), NOTHING, List.of());
    }

    /**
     * Returns the same request of a user.
     *
     * @param userAuthNMethod how the user is known, {@code TLS}
     */
    public AuthzRequest withUser(String user, String userAuthNMethod) {
        return new AuthzRequest(
                method, uri, user, userAuthNMethod, headers, body, peerCertificates);
    }

    /** Returns the same request with headers. */
    public AuthzRequest withHeaders(Map<String, String> headers) {
        return new AuthzRequest(
                method, uri, user, userAuthNMethod, headers, body, peerCertificates);
    }

    /** Returns the same request with a body; it is not copied. */
    public AuthzRequest withBody(byte[] body) {
        return new AuthzRequest(
                method, uri, user, userAuthNMethod, headers, body, peerCertificates);
    }

    /** Returns the same request with the certificates of its TLS client, its own first. */
    public AuthzRequest withPeerCertificates(List<X509Certificate> peerCertificates) {
        return new AuthzRequest(
                method, uri, user, userAuthNMethod, headers, body, peerCertificates);
    }

    /** Returns the HTTP method. */
    public String method() {
        return method;
    }

    /** Returns path and query. */
    public String uri() {
        return uri;
    }

    /** Returns the user's name; empty if it is not known. */
    public String user() {
        return user;
    }

    /** Returns how the user is known, {@code TLS}; empty if the user is not. */
    public String userAuthNMethod() {
        return userAuthNMethod;
    }

    /** Returns the headers, without those that carry credentials; of several of a name the last. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the body, not to be changed; an empty array if it is not shown, or there is none. */
    public byte[] body() {
        return body;
    }

    /** Returns the certificates of the request's TLS client, its own first. */
    public List<X509Certificate> peerCertificates() {
        return peerCertificates;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthzRequest that
                && method.equals(that.method)
                && uri.equals(that.uri)
                && user.equals(that.user)
                && userAuthNMethod.equals(that.userAuthNMethod)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body)
                && peerCertificates.equals(that.peerCertificates);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, uri, user, headers, Arrays.hashCode(body));
    }

    /** Returns what it asks for, and of whom; headers and body may hold secrets. */
    @Override
    public String toString() {
        return "AuthzRequest[method=%s, uri=%s, user=%s, body=%d bytes]"
                .formatted(method, uri, user, body.length);
    }
}
