package dev.berth.registry.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * The body of a request; it may be opened several times.
 *
 * @param size in bytes
 * @param source where the bytes come from
 * @param sent told how many bytes have gone out so far
 * @param secret whether it may go to the request's origin alone, as a login may
 */
public record RequestBody(long size, Source source, LongConsumer sent, boolean secret) {

    /** Opens the bytes. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    public RequestBody(long size, Source source, LongConsumer sent) {
        this(size, source, sent, false);
    }

    /** Returns a body of a few bytes. */
    public static RequestBody of(byte[] bytes) {
        return new RequestBody(bytes.length, () -> new ByteArrayInputStream(bytes), sent -> {});
    }

    /** Returns the same body, which goes to the request's origin alone. */
    public RequestBody asSecret() {
        return new RequestBody(size, source, sent, true);
    }
}
