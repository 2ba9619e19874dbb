package dev.berth.core.install;

import java.io.IOException;
import java.util.function.LongConsumer;

/** How far one download is, for all who wait for it. */
final class DownloadProgress {
    private long done;
    private boolean ended;
    private Throwable failure;

    synchronized void advance(long bytes) {
        done = bytes;
        notifyAll();
    }

    /**
     * Ends it.
     *
     * @param why what it failed by, or null
     */
    synchronized void end(Throwable why) {
        ended = true;
        failure = why;
        notifyAll();
    }

    /** Waits for the end, successful or not. A slow listener misses steps. */
    void watch(LongConsumer progress) throws InterruptedException {
        long seen = 0;
        for (long now = awaitChange(seen); now != seen; now = awaitChange(seen)) {
            progress.accept(now);
            seen = now;
        }
    }

    /** Waits until the progress has changed or the download has ended, and returns the progress. */
    private synchronized long awaitChange(long seen) throws InterruptedException {
        while (done == seen && !ended) {
            wait();
        }
        return done;
    }

    /** Waits until more than so many bytes are here, and returns how many. */
    synchronized long awaitMoreThan(long bytes) throws IOException, InterruptedException {
        while (done <= bytes && !ended) {
            wait();
        }
        if (done <= bytes) {
            throw new IOException("its download has ended before it was whole", failure);
        }
        return done;
    }

    /** Waits for a successful end: all bytes are here, and are what they should be. */
    synchronized void awaitSuccess() throws IOException, InterruptedException {
        while (!ended) {
            wait();
        }
        if (failure != null) {
            throw new IOException("its download has failed", failure);
        }
    }
}
