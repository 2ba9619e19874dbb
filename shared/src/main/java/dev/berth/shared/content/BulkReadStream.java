package dev.berth.shared.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * An input stream with one way to read: single bytes and skipped ones come by {@link #read(byte[],
 * int, int)} too, so that nothing goes round what it checks, counts or translates. A subclass that
 * can do better than to read skipped bytes overrides {@link #skip}.
 */
public abstract class BulkReadStream extends InputStream {
    private static final int MOST_SKIPPED = 64 * 1024;

    private byte[] skipped = {};

    /** Only subclasses make one. */
    protected BulkReadStream() {}

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;

    @Override
    public long skip(long count) throws IOException {
        int wanted = (int) Math.max(0, Math.min(count, MOST_SKIPPED));
        if (wanted == 0) {
            return 0;
        }
        if (wanted > skipped.length) {
            skipped = new byte[wanted];
        }
        return Math.max(0, read(skipped, 0, wanted));
    }
}
