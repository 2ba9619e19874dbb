package dev.berth.runtime.containerd.layer;

import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time that the unpacking of one layer may take, all in all. That in which the layer's bytes
 * are waited for does not count: whoever fetches them has limits of its own.
 */
final class UnpackTime {
    private final Duration limit;
    private final LongSupplier clock;
    private long deadline;
    private long waitingSince;
    private boolean waiting;

    UnpackTime(Duration limit) {
        this(limit, System::nanoTime);
    }

    /**
     * @param clock in nanoseconds
     */
    UnpackTime(Duration limit, LongSupplier clock) {
        this.limit = limit;
        this.clock = clock;
        this.deadline = clock.getAsLong() + limit.toNanos();
    }

    /** Returns the stream, with a clock that stands still while it is read. */
    InputStream excluding(InputStream bytes) {
        return new WaitedFor(bytes);
    }

    /** Returns what is left of it. */
    synchronized Duration left() {
        long now = waiting ? waitingSince : clock.getAsLong();
        return Duration.ofNanos(deadline - now);
    }

    /** Throws if nothing is left of it. */
    void require() throws IOException {
        if (left().isNegative()) {
            throw new IOException("it takes longer than " + limit.toSeconds() + " s");
        }
    }

    /** Returns what is left of it, or throws if nothing is. */
    Duration requireLeft() throws IOException {
        require();
        return left();
    }

    private synchronized void stop() {
        waiting = true;
        waitingSince = clock.getAsLong();
    }

    private synchronized void goOn() {
        waiting = false;
        deadline += clock.getAsLong() - waitingSince;
    }

    private final class WaitedFor extends BulkFilterStream {
        WaitedFor(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            stop();
            try {
                return in.read(to, at, length);
            } finally {
                goOn();
            }
        }
    }
}
