package dev.berth.registry.http;

import dev.berth.plugin.error.RegistryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A registry's answer, whose body has yet to be read or closed. */
public final class RegistryResponse implements AutoCloseable {
    private final HttpResponse<BodyStream> answer;
    private final InputStream body;
    private boolean taken;

    RegistryResponse(HttpResponse<BodyStream> answer) {
        this.answer = answer;
        // A proxy that refuses a tunnel is heard without a body.
        this.body = answer.body() == null ? InputStream.nullInputStream() : answer.body();
    }

    public int status() {
        return answer.statusCode();
    }

    /** Returns the URL that gave this answer, after all redirects. */
    public URI uri() {
        return answer.uri();
    }

    public Optional<String> header(String name) {
        return answer.headers().firstValue(name);
    }

    public List<String> headers(String name) {
        return answer.headers().allValues(name);
    }

    /** Returns the media type, without parameters. */
    public Optional<String> mediaType() {
        return header("Content-Type").map(type -> type.split(";", 2)[0].strip());
    }

    /** Returns how long the body says it is. */
    public OptionalLong length() {
        return answer.headers().firstValueAsLong("Content-Length");
    }

    /** Returns the body, which from now on the caller has to close. */
    public InputStream takeBody() {
        taken = true;
        return body;
    }

    /**
     * Returns the whole body, and closes it.
     *
     * @param limit how long it may be
     * @throws ExchangeFailure if it is longer
     */
    public byte[] bytes(int limit) throws IOException {
        try (body) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new ExchangeFailure(
                        Reason.CORRUPT, "the answer is longer than %d bytes".formatted(limit));
            }
            return bytes;
        }
    }

    /** Closes the body unless somebody took it. */
    @Override
    public void close() {
        // An empty body needs no reading, and cancelling it would cost the connection.
        if (!taken && length().orElse(-1) != 0 && answer.body() != null) {
            answer.body().close();
        }
    }
}
