package dev.berth.registry.layout;

import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** What was compressed by gzip, as long as it is not absurdly more than it was. */
final class BoundedGzipStream extends BulkFilterStream {
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
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw LayoutException.corrupt(
                    "grows to more than %d times its size when unpacked".formatted(MOST_TIMES));
        }
        return read;
    }
}
