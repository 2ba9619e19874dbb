package dev.berth.registry.layout;

import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A stream whose reading ends when the thread is interrupted, as that of a file does not. */
final class InterruptibleStream extends BulkFilterStream {
    InterruptibleStream(InputStream source) {
        super(source);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        requireNotInterrupted();
        return super.read(buffer, offset, length);
    }

    /** Seeks, if the source does. */
    @Override
    public long skip(long count) throws IOException {
        requireNotInterrupted();
        return in.skip(count);
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while reading a layout");
        }
    }
}
