package dev.berth.registry.content;

import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a stream, and then its end. */
public final class LimitedStream extends BulkFilterStream {
    private long left;

    public LimitedStream(InputStream source, long length) {
        super(source);
        left = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }

    /** Seeks, if the source does. */
    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }
}
