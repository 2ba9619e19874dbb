package dev.berth.core.client;

import java.time.Duration;

/** Counts the calls under way to one plugin, so that a disable can wait for their end. */
final class CallsInFlight {
    private int calls;
    private boolean closed;

    /** Counts a call in, and returns whether it may be made: after {@link #close} none may. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        calls++;
        return true;
    }

    synchronized void leave() {
        calls--;
        notifyAll();
    }

    /** Lets no more calls in, and waits for those under way, at most so long. */
    synchronized void close(Duration patience) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); calls > 0 && left > 0; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }
}
