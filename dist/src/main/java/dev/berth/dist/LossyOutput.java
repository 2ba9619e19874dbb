package dev.berth.dist;

import dev.berth.shared.thread.DaemonThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A stream that never blocks who writes to it, before one that may: a pipe that nobody reads. A
 * thread hands on what comes, line by line, from a queue of bounded size; a line that finds the
 * queue full is dropped, and a line in its place tells how many were.
 */
final class LossyOutput extends OutputStream {
    static final int CAPACITY = 1 << 20;

    /** A line that is longer is handed on in parts. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final OutputStream target;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Queue<byte[]> queue = new ArrayDeque<>();
    private int queued;
    private long dropped;
    private boolean writing;

    /**
     * Begins.
     *
     * @param name the writing thread's
     */
    LossyOutput(OutputStream target, String name) {
        this.target = target;
        DaemonThreads.create(name, this::run).start();
    }

    @Override
    public synchronized void write(int b) {
        line.write(b);
        if (b == '\n' || line.size() >= LONGEST_LINE) {
            enqueue();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }

    /**
     * Does nothing: a line is handed on as a whole, or those of the other stream would come between
     * its parts.
     */
    @Override
    public void flush() {}

    private void enqueue() {
        if (line.size() == 0) {
            return;
        }
        if (queued > 0 && queued + line.size() > CAPACITY) {
            dropped++;
        } else {
            tellDropped();
            add(line.toByteArray());
        }
        line.reset();
    }

    private void tellDropped() {
        if (dropped > 0) {
            String told =
                    LogLine.of(
                            Instant.now(),
                            "WARN",
                            "log",
                            dropped + " lines are missing here: nobody read them in time");
            dropped = 0;
            add((told + System.lineSeparator()).getBytes(Charset.defaultCharset()));
        }
    }

    private void add(byte[] bytes) {
        queue.add(bytes);
        queued += bytes.length;
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                handOn(next());
            }
        } catch (InterruptedException e) {
            // Nobody does that; the thread ends with the process.
            return;
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        writing = false;
        while (queue.isEmpty()) {
            tellDropped();
            notifyAll();
            if (queue.isEmpty()) {
                wait();
            }
        }
        writing = true;
        byte[] bytes = queue.remove();
        queued -= bytes.length;
        return bytes;
    }

    private void handOn(byte[] bytes) {
        try {
            target.write(bytes);
            target.flush();
        } catch (IOException e) {
            // Whoever read it is gone, and may be back: nobody can be told.
            return;
        }
    }

    /** Waits until all is handed on, also what has no end of line, or the time is over. */
    synchronized void drain(Duration limit) throws InterruptedException {
        enqueue();
        long deadline = System.nanoTime() + limit.toNanos();
        while (writing || !queue.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
