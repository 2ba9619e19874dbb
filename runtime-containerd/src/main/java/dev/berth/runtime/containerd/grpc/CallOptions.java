package dev.berth.runtime.containerd.grpc;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a call is made.
 *
 * @param metadata headers of its own, names in lower case, values in ASCII
 * @param limit how long it may take, the connection included; empty for as long as it takes
 */
public record CallOptions(Map<String, String> metadata, Optional<Duration> limit) {
    /** A {@code grpc-timeout} has eight digits at most. */
    private static final long MAX_DIGITS = 99_999_999;

    public CallOptions {
        metadata = Map.copyOf(metadata);
    }

    /** Returns the same with one header more. */
    public CallOptions with(String name, String value) {
        Map<String, String> more = new HashMap<>(metadata);
        more.put(name, value);
        return new CallOptions(more, limit);
    }

    /** Returns the head of a request. */
    Http2Headers head(String path) {
        Http2Headers head =
                new DefaultHttp2Headers()
                        .method("POST")
                        .scheme("http")
                        .path(path)
                        .authority("localhost")
                        .set("te", "trailers")
                        .set("content-type", "application/grpc")
                        .set("user-agent", "berth");
        limit.ifPresent(time -> head.set("grpc-timeout", timeout(time)));
        metadata.forEach(head::set);
        return head;
    }

    /** Rounds up: the server's deadline is not before the client's. */
    private static String timeout(Duration limit) {
        long millis = Math.max(0, limit.plusNanos(999_999).toMillis());
        return millis <= MAX_DIGITS
                ? millis + "m"
                : Math.min(MAX_DIGITS, limit.toSeconds() + 1) + "S";
    }
}
