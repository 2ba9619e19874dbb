package dev.berth.registry.call;

import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream without its first bytes, which are skipped when it is first read. */
final class TailStream extends BulkFilterStream {
    private long ahead;

    /**
     * @param offset of the first byte to give out
     */
    TailStream(InputStream source, long offset) {
        super(source);
        this.ahead = offset;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        skipAhead();
        return super.read(buffer, offset, length);
    }

    private void skipAhead() throws IOException {
        if (ahead > 0) {
            in.skipNBytes(ahead);
            ahead = 0;
        }
    }
}
