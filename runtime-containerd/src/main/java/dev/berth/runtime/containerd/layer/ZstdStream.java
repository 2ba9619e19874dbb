package dev.berth.runtime.containerd.layer;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses zstd, and says of what is broken that it is. */
final class ZstdStream extends InputStream {
    private final InputStream in;

    ZstdStream(InputStream bytes) {
        in = new ZstdInputStream(new ZstdFrames(bytes));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        try {
            return in.read(to, at, length);
        } catch (RuntimeException e) {
            // What the library throws has many types, none of them checked.
            throw new IOException("it is broken zstd: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
