package dev.berth.core.client;

import dev.berth.shared.content.BulkReadStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * The body of a response, read from its connection; when it is closed, it tells whether the
 * connection can be reused.
 */
final class ResponseBody extends BulkReadStream {

    /** Called once, at the close. */
    @FunctionalInterface
    interface End {
        void ended(boolean reusable);
    }

    private static final int LONGEST_CHUNK_LINE = 4 * 1024;
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9a-fA-F]{1,15}");

    private final UnixConnection connection;
    private final BodyLength length;
    private final boolean keepAlive;
    private final End end;
    private long left;
    private boolean firstChunk = true;
    private boolean complete;
    private final AtomicBoolean closed = new AtomicBoolean();

    ResponseBody(UnixConnection connection, ResponseHead head, End end) throws IOException {
        this.connection = connection;
        this.length = head.bodyLength();
        this.keepAlive = head.keepAlive();
        this.end = end;
        if (length instanceof BodyLength.Fixed fixed) {
            left = fixed.bytes();
            complete = left == 0;
        }
    }

    /** Returns how many bytes it says that it has; -1 if it does not say. */
    long length() {
        return length instanceof BodyLength.Fixed fixed ? fixed.bytes() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (closed.get()) {
            throw new IOException("the answer was closed");
        }
        if (complete || count == 0) {
            return complete ? -1 : 0;
        }
        if (length instanceof BodyLength.UntilClose) {
            int read = connection.read(bytes, offset, count);
            complete = read < 0;
            return read;
        }
        if (length instanceof BodyLength.Chunked && left == 0 && !nextChunk()) {
            return -1;
        }
        int read = connection.read(bytes, offset, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException("the plugin hung up in the middle of its answer");
        }
        left -= read;
        complete = left == 0 && length instanceof BodyLength.Fixed;
        return read;
    }

    private boolean nextChunk() throws IOException {
        if (!firstChunk && !connection.readLine(2).isEmpty()) {
            throw new MalformedReplyException("a chunk is longer than it says");
        }
        firstChunk = false;
        left = chunkSize(connection.readLine(LONGEST_CHUNK_LINE));
        if (left > 0) {
            return true;
        }
        for (int trailers = 0; !connection.readLine(LONGEST_CHUNK_LINE).isEmpty(); trailers++) {
            if (trailers > 100) {
                throw new MalformedReplyException("its trailers have no end");
            }
        }
        complete = true;
        return false;
    }

    private static long chunkSize(String line) throws IOException {
        String size = line.split(";", 2)[0].strip();
        if (!CHUNK_SIZE.matcher(size).matches()) {
            throw new MalformedReplyException("a chunk has no length");
        }
        return Long.parseLong(size, 16);
    }

    /**
     * Lets the connection be reused if the body was read to its end; what is left is not read for
     * that.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.ended(complete && keepAlive && !(length instanceof BodyLength.UntilClose));
        }
    }
}
