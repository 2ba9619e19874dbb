package dev.berth.runtime.containerd.layer;

import dev.berth.shared.content.BulkReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hands the bytes of one thread to another, in chunks that are used again: when all are on their
 * way, whoever fills them waits. The failure of the one is thrown at the other.
 */
final class ChunkPipe extends BulkReadStream {
    private static final int CHUNKS = 8;
    private static final int CHUNK = 256 * 1024;

    private final UnpackTime time;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS + 1);
    private Chunk current = new Chunk(new byte[0], 0, null);
    private int at;
    private int made;

    /**
     * @param time ends the waiting for the next chunk
     */
    ChunkPipe(UnpackTime time) {
        this.time = time;
    }

    /** The last one has no bytes, and the failure if it came to that. */
    private record Chunk(byte[] bytes, int length, Throwable failure) {
        boolean isLast() {
            return bytes == null;
        }
    }

    /** Sends all that is in a stream; called by the one thread. */
    void fill(InputStream from) throws IOException, InterruptedException {
        byte[] chunk = nextFree();
        int length = from.readNBytes(chunk, 0, CHUNK);
        while (length > 0) {
            filled.put(new Chunk(chunk, length, null));
            chunk = nextFree();
            length = from.readNBytes(chunk, 0, CHUNK);
        }
    }

    /**
     * Ends the stream. There is always room for it.
     *
     * @param failure what it ended by, or null
     */
    void end(Throwable failure) {
        filled.add(new Chunk(null, 0, failure));
    }

    private byte[] nextFree() throws InterruptedException {
        byte[] chunk = free.poll();
        if (chunk == null && made < CHUNKS) {
            made++;
            return new byte[CHUNK];
        }
        return chunk == null ? free.take() : chunk;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == current.length() && !current.isLast()) {
            advance();
        }
        if (current.isLast()) {
            return end();
        }
        int count = Math.min(length, current.length() - at);
        System.arraycopy(current.bytes(), at, to, offset, count);
        at += count;
        return count;
    }

    private int end() throws IOException {
        if (current.failure() != null) {
            throw new IOException(current.failure().getMessage(), current.failure());
        }
        return -1;
    }

    private Chunk next() throws IOException, InterruptedException {
        Chunk next = null;
        while (next == null) {
            time.require();
            next = filled.poll(time.left().toNanos(), TimeUnit.NANOSECONDS);
        }
        return next;
    }

    private void advance() throws IOException {
        try {
            if (current.bytes().length > 0) {
                free.add(current.bytes());
            }
            current = next();
            at = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
