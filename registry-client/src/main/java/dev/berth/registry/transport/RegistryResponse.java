package dev.berth.registry.transport;

import dev.berth.plugin.error.RegistryException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An HTTP response, whose body is still to be read or closed. */
public final class RegistryResponse implements AutoCloseable {
    private final int status;
    private final URI uri;
    private final HttpHeaders headers;
    private InputStream body;
    private boolean taken;

    /**
     * @param uri the URL that gave the response
     */
    public RegistryResponse(int status, URI uri, HttpHeaders headers, InputStream body) {
        this.status = status;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** Returns the URL that gave this response, after all redirects. */
    public URI uri() {
        return uri;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public List<String> headers(String name) {
        return headers.allValues(name);
    }

    /** Returns the media type, without parameters. */
    public Optional<String> mediaType() {
        return header("Content-Type").map(type -> type.split(";", 2)[0].strip());
    }

    /** Returns how long the body is by its header. */
    public OptionalLong length() {
        return number("Content-Length");
    }

    /** Returns the number that a header has. */
    public OptionalLong number(String name) {
        return header(name).map(ServerNumber::parse).orElse(OptionalLong.empty());
    }

    /** Returns whether the server says that it did what it was asked for. */
    public boolean isSuccess() {
        return status / 100 == 2;
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
     * @throws ExchangeException if it is longer
     */
    public byte[] bytes(int limit) throws IOException {
        try (InputStream whole = body) {
            byte[] bytes = whole.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new ExchangeException(
                        Reason.CORRUPT, "the response is longer than %d bytes".formatted(limit));
            }
            return bytes;
        }
    }

    /** Reads the whole body now, so that reading it later cannot fail. */
    void buffer(int limit) throws IOException {
        body = new ByteArrayInputStream(bytes(limit));
    }

    /** Closes the body unless somebody took it. */
    @Override
    public void close() throws IOException {
        // An empty body needs no reading, and cancelling it would cost the connection.
        if (!taken && length().orElse(-1) != 0) {
            body.close();
        }
    }
}
