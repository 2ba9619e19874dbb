package dev.berth.shared.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands the bytes of one thread to another, in chunks that are used again: when all are on their
 * way, whoever fills them waits. The failure of the one is thrown at the other. What comes after
 * the reader has closed it is dropped.
 */
public final class ChunkPipe extends BulkReadStream {
    private static final int CHUNKS = 8;
    private static final int CHUNK = 256 * 1024;
    private static final Chunk NOTHING = new Chunk(new byte[0], 0, null);

    private final Limit limit;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private Chunk current = NOTHING;
    private int at;
    private int made;
    private volatile boolean isRead;

    /** What ends the reader's waiting for the next chunk. */
    public interface Limit {
        /** Returns how long it may still last, or throws why it may not. */
        Duration left() throws IOException;
    }

    /** Makes one whose reader waits for as long as limit says. */
    public ChunkPipe(Limit limit) {
        super();
        this.limit = limit;
    }

    /** The last one has no bytes, and the failure if it came to that. */
    private record Chunk(byte[] bytes, int length, Throwable failure) {
        boolean isLast() {
            return bytes == null;
        }
    }

    /** Sends all that is in a stream; called by the one thread. */
    public void fill(InputStream from) throws IOException, InterruptedException {
        byte[] chunk = nextFree();
        int length = from.readNBytes(chunk, 0, CHUNK);
        while (length > 0) {
            send(chunk, length);
            chunk = nextFree();
            length = from.readNBytes(chunk, 0, CHUNK);
        }
    }

    /** Returns a chunk to be filled and sent, as soon as one is free; called by the one thread. */
    public byte[] nextFree() throws InterruptedException {
        byte[] chunk = free.poll();
        if (chunk == null && made < CHUNKS) {
            made++;
            return new byte[CHUNK];
        }
        return chunk == null ? free.take() : chunk;
    }

    /** Sends the first bytes of a chunk, which is the pipe's from then on. */
    public void send(byte[] chunk, int length) {
        filled.add(new Chunk(chunk, length, null));
        if (isClosed.get()) {
            drop();
        }
    }

    /**
     * Ends the stream. There is always room for it.
     *
     * @param failure what it ended by, or null
     */
    public void end(Throwable failure) {
        filled.add(new Chunk(null, 0, failure));
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
        isRead = true;
        return -1;
    }

    private Chunk next() throws IOException, InterruptedException {
        Chunk next = null;
        while (next == null) {
            next = filled.poll(limit.left().toNanos(), TimeUnit.NANOSECONDS);
        }
        return next;
    }

    private void advance() throws IOException {
        try {
            byte[] read = current.bytes();
            // A read that is repeated after a failure must not give it back again.
            current = NOTHING;
            at = 0;
            if (read.length > 0) {
                free.add(read);
            }
            current = next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Returns whether the reader has come to the end, and was told so. */
    public boolean isRead() {
        return isRead;
    }

    /** Ends the reader by an exception, and lets whoever fills it go on for nothing; any thread. */
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            drop();
            filled.offer(new Chunk(null, 0, new IOException("closed")));
        }
    }

    private void drop() {
        filled.removeIf(chunk -> !chunk.isLast() && free.add(chunk.bytes()));
    }
}
