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
public record RegistryRequest(
        String method, URI target, Map<String, String> headers, Optional<RequestBody> body) {
    public RegistryRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns a request for a path or URL. */
    public static RegistryRequest of(String method, String target) {
        return new RegistryRequest(method, URI.create(target), Map.of(), Optional.empty());
    }

    /** Returns the same request with one more header. */
    public RegistryRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RegistryRequest(method, target, more, body);
    }

    /** Returns the same request with a body. */
    public RegistryRequest with(RequestBody newBody) {
        return new RegistryRequest(method, target, headers, Optional.of(newBody));
    }

    /** Returns the same request for another URL. */
    public RegistryRequest to(URI newTarget) {
        return new RegistryRequest(method, newTarget, headers, body);
    }

    /** Returns whether sending it twice does no more than sending it once. */
    public boolean changesNothing() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
