package dev.berth.core.client;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The calls under way to one plugin: so many at once, further ones wait in line, first come first
 * served, and a disable waits for their end.
 */
final class CallsInFlight {

    /** What came of the wait in line. */
    enum Entry {
        /** The call may be made; {@link #leave} is its end. */
        GRANTED,
        /** Too many calls were under way for all of the wait. */
        FULL,
        /** No calls are let in any more. */
        CLOSED
    }

    private final int most;
    private final Semaphore free;
    private volatile boolean closed;

    CallsInFlight(int most) {
        this.most = most;
        this.free = new Semaphore(most, true);
    }

    /** Counts a call in; waits in line at most so long. */
    Entry enter(Duration limit) throws InterruptedException {
        if (closed) {
            return Entry.CLOSED;
        }
        if (!free.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return Entry.FULL;
        }
        if (closed) {
            free.release();
            return Entry.CLOSED;
        }
        return Entry.GRANTED;
    }

    boolean isClosed() {
        return closed;
    }

    void leave() {
        free.release();
    }

    /** Lets no more calls in, and waits for those under way, at most so long. */
    void close(Duration patience) throws InterruptedException {
        closed = true;
        if (free.tryAcquire(most, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            // Whoever got into line just before is let through, and finds it closed.
            free.release(most);
        }
    }
}
