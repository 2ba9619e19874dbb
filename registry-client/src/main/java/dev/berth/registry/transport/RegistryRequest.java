package dev.berth.registry.transport;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An HTTP request, of which each {@link Transport} on its way fills in what it is there for.
 *
 * @param target a path on the origin, or a whole URL that a server named
 * @param repeatable whether sending it twice does no more than sending it once
 * @param bodyLimit how many bytes the body of a successful response may have, which is then read
 *     before the response is returned; empty if the caller reads the body as it comes
 * @param access the login and scope to be authorized by; empty for a request that needs no more
 *     than it has
 * @param origin scheme, host and port of the server that it is meant for; empty until the scheme is
 *     known
 * @param authorization the value of {@code Authorization}, for the origin alone; never printed
 */
public record RegistryRequest(
        String method,
        URI target,
        Map<String, String> headers,
        Optional<RequestBody> body,
        boolean repeatable,
        OptionalInt bodyLimit,
        Optional<AccessRequest> access,
        Optional<URI> origin,
        Optional<String> authorization) {

    public RegistryRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns a request for a path or URL. */
    public static RegistryRequest of(String method, String target) {
        return new RegistryRequest(
                method,
                URI.create(target),
                Map.of(),
                Optional.empty(),
                isSafe(method),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the same request with one more header. */
    public RegistryRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return copy(target, more, body, repeatable, bodyLimit);
    }

    /** Returns the same request with a body. */
    public RegistryRequest with(RequestBody newBody) {
        return copy(target, headers, Optional.of(newBody), repeatable, bodyLimit);
    }

    /** Returns the same request, which may be sent again although its method does not say so. */
    public RegistryRequest asRepeatable() {
        return copy(target, headers, body, true, bodyLimit);
    }

    /** Returns the same request, whose response is wanted whole. */
    public RegistryRequest withBodyLimit(int bytes) {
        return copy(target, headers, body, repeatable, OptionalInt.of(bytes));
    }

    /** Returns the same request for another URL. */
    public RegistryRequest to(URI newTarget) {
        return copy(newTarget, headers, body, repeatable, bodyLimit);
    }

    /** Returns the same request for a registry, by whose login and scope it is authorized. */
    public RegistryRequest with(AccessRequest newAccess) {
        return copy(Optional.of(newAccess), origin, authorization);
    }

    /** Returns the same request for a server whose scheme is known. */
    public RegistryRequest at(URI newOrigin) {
        return copy(access, Optional.of(newOrigin), authorization);
    }

    /** Returns the same request with another authorization, or with none. */
    public RegistryRequest authorizedBy(Optional<String> header) {
        return copy(access, origin, header);
    }

    private RegistryRequest copy(
            URI newTarget,
            Map<String, String> newHeaders,
            Optional<RequestBody> newBody,
            boolean newRepeatable,
            OptionalInt newBodyLimit) {
        return new RegistryRequest(
                method,
                newTarget,
                newHeaders,
                newBody,
                newRepeatable,
                newBodyLimit,
                access,
                origin,
                authorization);
    }

    private RegistryRequest copy(
            Optional<AccessRequest> newAccess,
            Optional<URI> newOrigin,
            Optional<String> newAuthorization) {
        return new RegistryRequest(
                method,
                target,
                headers,
                body,
                repeatable,
                bodyLimit,
                newAccess,
                newOrigin,
                newAuthorization);
    }

    /** Returns whether the method is one that changes nothing on the server. */
    boolean isSafe() {
        return isSafe(method);
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Without the authorization, and without the query, which may be signed. */
    @Override
    public String toString() {
        return method + " " + target.getRawPath();
    }
}
