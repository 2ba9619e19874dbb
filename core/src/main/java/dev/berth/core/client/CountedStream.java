package dev.berth.core.client;

import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream that gives its permit back when it is closed. */
final class CountedStream extends BulkFilterStream {
    private final Semaphore permits;
    private final AtomicBoolean closed = new AtomicBoolean();

    CountedStream(InputStream body, Semaphore permits) {
        super(body);
        this.permits = permits;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            if (closed.compareAndSet(false, true)) {
                permits.release();
            }
        }
    }
}
