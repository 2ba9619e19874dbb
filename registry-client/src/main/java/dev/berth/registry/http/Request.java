package dev.berth.registry.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request that does not know its host's scheme and login yet.
 *
 * @param target a path on the registry, or a whole URL that the registry named
 */
public record Request(String method, URI target, Map<String, String> headers, Optional<Body> body) {
    public Request {
        headers = Map.copyOf(headers);
    }

    /** Returns a request for a path or URL. */
    public static Request of(String method, String target) {
        return new Request(method, URI.create(target), Map.of(), Optional.empty());
    }

    /** Returns the same request with one more header. */
    public Request with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, target, more, body);
    }

    /** Returns the same request with a body. */
    public Request with(Body newBody) {
        return new Request(method, target, headers, Optional.of(newBody));
    }

    /** Returns the same request for another URL. */
    public Request to(URI newTarget) {
        return new Request(method, newTarget, headers, body);
    }

    /** Tells whether sending it twice does no more than sending it once. */
    public boolean changesNothing() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
