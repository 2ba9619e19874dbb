package dev.berth.core.output;

import dev.berth.plugin.OutputLine;
import dev.berth.plugin.OutputReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The last lines that a plugin's processes have written, in memory and within a size: the oldest go
 * first. Writers never wait for readers. Thread-safe.
 */
public final class KeptOutput {
    /** What a line costs beside its text, so that a flood of empty ones has a limit too. */
    private static final int LINE = 100;

    private final LongSupplier limit;
    private final Deque<OutputLine> lines = new ArrayDeque<>();
    private long size;

    /** The number of the oldest line that is kept, counted from the plugin's first. */
    private long oldest;

    private boolean ended;

    /**
     * @param limit the size in bytes, asked with each line
     */
    public KeptOutput(LongSupplier limit) {
        this.limit = limit;
    }

    /** Adds a line. */
    public synchronized void add(OutputLine line) {
        lines.addLast(line);
        size += size(line);
        long most = limit.getAsLong();
        while (size > most && !lines.isEmpty()) {
            size -= size(lines.removeFirst());
            oldest++;
        }
        notifyAll();
    }

    /** Ends the readers: the plugin was removed. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Returns a reader that begins with the oldest line that is kept. */
    public OutputReader reader() {
        return new Reader();
    }

    private static long size(OutputLine line) {
        return (long) line.text().length() + LINE;
    }

    private final class Reader implements OutputReader {
        private long next = -1;
        private long missed;

        @Override
        public List<OutputLine> read(Duration wait) throws InterruptedException {
            synchronized (KeptOutput.this) {
                if (next < 0) {
                    next = oldest;
                }
                awaitLine(System.nanoTime() + wait.toNanos());
                missed += Math.max(0, oldest - next);
                List<OutputLine> read = lines.stream().skip(Math.max(0, next - oldest)).toList();
                next = end();
                return read;
            }
        }

        private void awaitLine(long deadline) throws InterruptedException {
            long left = deadline - System.nanoTime();
            while (next == end() && !ended && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(KeptOutput.this, left);
                left = deadline - System.nanoTime();
            }
        }

        @Override
        public long missed() {
            synchronized (KeptOutput.this) {
                return missed;
            }
        }

        @Override
        public boolean isEnded() {
            synchronized (KeptOutput.this) {
                return ended && next == end();
            }
        }

        /** Returns the number of the line that comes next. */
        private long end() {
            return oldest + lines.size();
        }
    }
}
