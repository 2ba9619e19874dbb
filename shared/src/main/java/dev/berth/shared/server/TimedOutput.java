package dev.berth.shared.server;

import java.io.IOException;
import java.io.OutputStream;

/** A stream whose every write has a deadline of its own. */
final class TimedOutput extends OutputStream {
    private final OutputStream out;
    private final Limit limit;

    TimedOutput(OutputStream out, Limit limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        limit.keep(() -> out.write(bytes, offset, length));
    }

    /** Runs a step, and ends it when it takes too long. */
    @FunctionalInterface
    interface Limit {
        void keep(TimedStep step) throws IOException;
    }
}
