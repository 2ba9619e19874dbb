package dev.berth.engine.exchange;

import dev.berth.plugin.Requester;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request without its body.
 *
 * @param path decoded, and without the version
 * @param header gives a header's value, or null
 * @param peer who asks, the same on each of his connections
 */
public record RequestHead(
        String method,
        Optional<ApiVersion> version,
        String path,
        Query query,
        Function<String, String> header,
        Requester peer) {

    /** Returns a header's value, if it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(header.apply(name));
    }
}
