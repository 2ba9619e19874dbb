package dev.berth.engine.exchange;

import dev.berth.plugin.Requester;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request without its body.
 *
 * @param path decoded, and without the version
 * @param header gives a header's value, or null
 * @param peer gives who asks, the same on each of his connections, from any thread
 */
public record RequestHead(
        String method,
        Optional<ApiVersion> version,
        String path,
        Query query,
        Function<String, String> header,
        Supplier<Requester> peer) {

    /** Returns a header's value, if it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(header.apply(name));
    }
}
