package dev.berth.registry.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Takes parts of a response from a queue, and fails if they stall or come too slowly. Only time
 * spent waiting counts: a slow reader is not the server's fault.
 */
final class StallDetector<T> {
    private final BlockingQueue<T> parts;
    private final ToLongFunction<T> size;
    private final long window;
    private final long floor;
    private long waited;
    private long came;

    /**
     * @param size returns the number of bytes of a part
     */
    StallDetector(BlockingQueue<T> parts, ToLongFunction<T> size, TimeLimits limits) {
        this.parts = parts;
        this.size = size;
        this.window = limits.stall().toNanos();
        this.floor = Math.max(1, limits.slowestRate() * window / TimeUnit.SECONDS.toNanos(1));
    }

    T next() throws IOException {
        while (true) {
            long start = System.nanoTime();
            T part = poll(window - waited);
            waited += System.nanoTime() - start;
            if (part != null) {
                came += size.applyAsLong(part);
            }
            if (waited >= window) {
                startAgainOrGiveUp();
            }
            if (part != null) {
                return part;
            }
        }
    }

    private T poll(long nanos) throws IOException {
        try {
            return parts.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading from the registry");
        }
    }

    private void startAgainOrGiveUp() throws HttpTimeoutException {
        if (came < floor) {
            throw new HttpTimeoutException(
                    "only %d bytes came in %d ms"
                            .formatted(came, TimeUnit.NANOSECONDS.toMillis(waited)));
        }
        waited = 0;
        came = 0;
    }
}
