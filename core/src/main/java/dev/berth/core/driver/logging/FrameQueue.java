package dev.berth.core.driver.logging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The frames of one log that are to be written, as many as a FIFO holds. A writer that has waited
 * in vain drops its frame; those after it are dropped at once until the plugin has read again, so
 * that a plugin that has stopped reading holds a writer up once.
 */
final class FrameQueue {
    private static final int MOST_BYTES = 64 * 1024;

    private final Deque<byte[]> frames = new ArrayDeque<>();
    private int bytes;
    private long dropped;
    private boolean stalled;
    private boolean closed;
    private boolean ended;

    /**
     * Adds a frame, or drops it after a while.
     *
     * @throws IllegalStateException if nothing is taken any more
     */
    synchronized void put(byte[] frame, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        requireOpen();
        while (!frames.isEmpty() && bytes + frame.length > MOST_BYTES) {
            long left = end - System.nanoTime();
            if (stalled || left <= 0) {
                stalled = true;
                dropped++;
                return;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                dropped++;
                throw e;
            }
            requireOpen();
        }
        frames.add(frame);
        bytes += frame.length;
        notifyAll();
    }

    private void requireOpen() {
        if (ended || closed) {
            throw new IllegalStateException(
                    ended ? "the plugin of this log has gone" : "this log is closed");
        }
    }

    /**
     * Returns whether there is something to do, for which it waits; not if nothing will be any
     * more.
     *
     * @param current the process that the log is in
     * @param wanted the one that it should be in
     * @param writable whether frames can be written
     */
    synchronized boolean awaitWork(
            ProcessRun current, Supplier<ProcessRun> wanted, boolean writable)
            throws InterruptedException {
        while (!ended) {
            if (wanted.get() != current || writable && !frames.isEmpty()) {
                return true;
            }
            if (closed) {
                return false;
            }
            wait();
        }
        return false;
    }

    /** Returns the first frame, which stays until it is removed. */
    synchronized byte[] head() {
        return frames.isEmpty() ? new byte[0] : frames.peek();
    }

    synchronized void removeHead() {
        byte[] written = frames.poll();
        if (written != null) {
            bytes -= written.length;
        }
        stalled = false;
        notifyAll();
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized void wake() {
        notifyAll();
    }

    /** Takes nothing any more; what is there is still written. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Takes and gives nothing any more. */
    synchronized void end() {
        ended = true;
        dropped += frames.size();
        frames.clear();
        bytes = 0;
        notifyAll();
    }
}
