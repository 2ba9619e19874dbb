package dev.berth.core.client;

import java.time.Duration;

/** The calls that are under way, so that a plugin can be taken away when the last has ended. */
final class CallsInFlight {
    private int calls;
    private boolean closed;

    /** Counts a call in, and returns whether it may go on: not when no more are taken. */
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

    /** Takes no more calls, and waits a while for those under way. */
    synchronized void close(Duration patience) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); calls > 0 && left > 0; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }
}
