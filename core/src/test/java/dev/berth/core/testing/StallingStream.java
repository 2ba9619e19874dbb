package dev.berth.core.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gives so many bytes; then tells so, and waits until it may go on. */
public final class StallingStream extends InputStream {
    private final ByteArrayInputStream bytes;
    private int left;
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile IOException end;

    public StallingStream(byte[] bytes, int first) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.left = first;
    }

    /** Waits until all that it gives at first has been taken. */
    public void awaitStalled() throws InterruptedException {
        if (!stalled.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("it is not read");
        }
    }

    /** Gives the rest. */
    public void goOn() {
        go.countDown();
    }

    /** Ends with a failure. */
    public void breakOff(IOException reason) {
        end = reason;
        go.countDown();
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("nobody reads single bytes");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            stall();
            return bytes.read(target, offset, length);
        }
        int n = bytes.read(target, offset, Math.min(length, left));
        left -= n;
        return n;
    }

    private void stall() throws IOException {
        stalled.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        if (end != null) {
            throw end;
        }
    }
}
