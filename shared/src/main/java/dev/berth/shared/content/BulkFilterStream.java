package dev.berth.shared.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * A {@link BulkReadStream} over another stream. Unlike {@link java.io.FilterInputStream} it passes
 * neither skipping nor marks on.
 */
public abstract class BulkFilterStream extends BulkReadStream {
    /** Where the bytes come from; closed with this stream. */
    protected final InputStream in;

    /** Takes the stream that the bytes come from. */
    protected BulkFilterStream(InputStream in) {
        super();
        this.in = in;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return in.read(buffer, offset, length);
    }

    /** Tells a gzip reader whether another member may follow. */
    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
