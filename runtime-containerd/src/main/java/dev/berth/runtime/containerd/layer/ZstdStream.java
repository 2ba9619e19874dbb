package dev.berth.runtime.containerd.layer;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses zstd, all frames of it, with errors that name zstd. A frame with a window of more
 * than 128 MiB is refused, as by the zstd command.
 */
final class ZstdStream extends BulkFilterStream {
    private static final int LARGEST_WINDOW_LOG = 27;

    ZstdStream(InputStream bytes) throws IOException {
        super(open(bytes));
    }

    private static InputStream open(InputStream bytes) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(bytes).setLongMax(LARGEST_WINDOW_LOG);
        } catch (LinkageError e) {
            throw new IOException("zstd cannot be read on this machine: " + e.getMessage(), e);
        }
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        try {
            return in.read(to, at, length);
        } catch (ZstdIOException e) {
            throw new IOException("its zstd is broken: " + e.getMessage(), e);
        }
    }
}
