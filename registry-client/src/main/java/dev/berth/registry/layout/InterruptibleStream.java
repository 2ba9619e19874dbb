package dev.berth.registry.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A stream whose reading ends when the thread is interrupted, as that of a file does not. */
final class InterruptibleStream extends FilterInputStream {
    InterruptibleStream(InputStream source) {
        super(source);
    }

    @Override
    public int read() throws IOException {
        requireNotInterrupted();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        requireNotInterrupted();
        return super.read(buffer, offset, length);
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while reading a layout");
        }
    }
}
