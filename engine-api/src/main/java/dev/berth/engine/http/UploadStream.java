package dev.berth.engine.http;

import dev.berth.shared.content.BulkReadStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * A request's body as an input stream: filled by the event loop, read by another thread. What is
 * not read yet is bounded; then the client has to wait.
 */
final class UploadStream extends BulkReadStream implements BodySink {
    private static final int ENOUGH = 256 * 1024;

    private final long most;
    private final Runnable hungryAgain;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int offset;
    private int waiting;
    private long seen;
    private boolean whole;
    private boolean closed;
    private IOException failure;

    /**
     * @param most how many bytes it may have in all
     * @param hungryAgain is run when there is room again
     */
    UploadStream(long most, Runnable hungryAgain) {
        super();
        this.most = most;
        this.hungryAgain = hungryAgain;
    }

    @Override
    public synchronized void accept(byte[] piece) throws IOException {
        seen += piece.length;
        if (seen > most) {
            throw new IOException("the upload is larger than %d bytes".formatted(most));
        }
        if (!closed && piece.length > 0) {
            pieces.addLast(piece);
            waiting += piece.length;
            notifyAll();
        }
    }

    @Override
    public synchronized boolean hungry() {
        return waiting < ENOUGH;
    }

    @Override
    public synchronized void end() {
        whole = true;
        notifyAll();
    }

    @Override
    public synchronized void fail(IOException reason) {
        failure = reason;
        notifyAll();
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, target.length);
        if (length == 0) {
            return 0;
        }
        boolean before;
        int count;
        synchronized (this) {
            awaitPiece();
            before = hungry();
            count = take(target, at, length);
        }
        if (!before && hungry()) {
            hungryAgain.run();
        }
        return count;
    }

    private void awaitPiece() throws IOException {
        try {
            while (pieces.isEmpty() && !whole && failure == null && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the reading of the upload was cancelled");
        }
        if (closed) {
            throw new IOException("the upload is closed");
        }
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private int take(byte[] target, int at, int length) {
        byte[] piece = pieces.peekFirst();
        if (piece == null) {
            return -1;
        }
        int count = Math.min(length, piece.length - offset);
        System.arraycopy(piece, offset, target, at, count);
        offset += count;
        waiting -= count;
        if (offset == piece.length) {
            pieces.removeFirst();
            offset = 0;
        }
        return count;
    }

    /** Drops the rest, which its reader does not want. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            pieces.clear();
            waiting = 0;
            notifyAll();
        }
        hungryAgain.run();
    }
}
