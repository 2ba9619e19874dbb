package dev.berth.registry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * What a request carries; it may be opened several times.
 *
 * @param size in bytes
 * @param source where the bytes come from
 * @param sent told how many bytes have gone out so far
 */
public record RequestBody(long size, Source source, LongConsumer sent) {

    /** Opens the bytes. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** Returns a body of a few bytes. */
    public static RequestBody of(byte[] bytes) {
        return new RequestBody(bytes.length, () -> new ByteArrayInputStream(bytes), sent -> {});
    }
}
