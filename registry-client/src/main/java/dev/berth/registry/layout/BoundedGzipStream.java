package dev.berth.registry.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What was compressed by gzip, as long as it is not absurdly more than it was. */
final class BoundedGzipStream extends FilterInputStream {
    private static final int MOST_TIMES = 100;
    private static final int PIECE = 1 << 16;

    private long left;

    /**
     * @param size of what is compressed
     */
    BoundedGzipStream(InputStream compressed, long size) throws IOException {
        super(new GZIPInputStream(compressed, PIECE));
        left = PIECE + size * MOST_TIMES;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw LayoutException.corrupt(
                    "grows to more than %d times its size when unpacked".formatted(MOST_TIMES));
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] piece = new byte[PIECE];
        long skipped = 0;
        while (skipped < count) {
            int read = read(piece, 0, (int) Math.min(PIECE, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
