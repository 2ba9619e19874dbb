package dev.berth.registry.http;

import dev.berth.registry.transport.RequestBody;
import dev.berth.registry.transport.RequestBodyException;
import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The stream of a request's body on its way out; it counts the bytes, and knows when the last were
 * read and whether reading failed.
 */
final class BodyReader extends BulkFilterStream {
    private final RequestBody body;
    private long count;
    private volatile long lastRead = System.nanoTime();
    private volatile boolean complete;
    private volatile IOException failure;

    BodyReader(RequestBody body) throws RequestBodyException {
        super(open(body));
        this.body = body;
    }

    private static InputStream open(RequestBody body) throws RequestBodyException {
        try {
            return body.source().open();
        } catch (IOException e) {
            throw new RequestBodyException(e);
        }
    }

    /** Returns when the last bytes were read, by the system's nano time. */
    long lastRead() {
        return lastRead;
    }

    /** Returns whether all bytes have been read. */
    boolean complete() {
        return complete;
    }

    /** Returns the exception with which reading the source failed. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            if (read > 0) {
                count(read);
            } else if (read < 0 && count < body.size()) {
                throw new IOException(
                        "only %d of %d bytes are there".formatted(count, body.size()));
            }
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void count(int read) {
        count += read;
        lastRead = System.nanoTime();
        complete = count >= body.size();
        body.sent().accept(count);
    }
}
