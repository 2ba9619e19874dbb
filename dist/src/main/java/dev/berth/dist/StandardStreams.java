package dev.berth.dist;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The process's standard output and error. */
final class StandardStreams {
    private static final Duration END = Duration.ofSeconds(1);

    private volatile List<LossyOutput> lossy = List.of();

    /**
     * Replaces {@link System#out} and {@link System#err}, so that a reader that does not read holds
     * up nobody who prints.
     */
    void becomeLossy() {
        LossyOutput out = new LossyOutput(new FileOutputStream(FileDescriptor.out), "berth-stdout");
        LossyOutput err = new LossyOutput(new FileOutputStream(FileDescriptor.err), "berth-stderr");
        System.setOut(new PrintStream(out, true));
        System.setErr(new PrintStream(err, true));
        lossy = List.of(err, out);
    }

    /**
     * Waits until all that was printed is written, but not long for a reader that does not read.
     */
    void drain() {
        try {
            for (LossyOutput stream : lossy) {
                stream.drain(END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
