package dev.berth.core.install;

import java.util.function.LongConsumer;

/** A download under way, as those see it who wait for its blob. */
final class SharedDownload {
    private long done;
    private boolean ended;

    /** Tells that so many bytes are here. */
    synchronized void reached(long bytes) {
        done = bytes;
        notifyAll();
    }

    /** Tells that it has ended, well or not. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits for the end. Whoever is slow to listen misses steps, and holds nobody else up. */
    void watch(LongConsumer progress) throws InterruptedException {
        long seen = 0;
        for (long now = after(seen); now != seen; now = after(seen)) {
            progress.accept(now);
            seen = now;
        }
    }

    /** Returns how far it is as soon as that is news, or when it has ended. */
    private synchronized long after(long seen) throws InterruptedException {
        while (done == seen && !ended) {
            wait();
        }
        return done;
    }
}
