package dev.berth.core.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to two streams, as tee(1) does; it closes neither. */
public final class TeeOutputStream extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    public TeeOutputStream(OutputStream one, OutputStream other) {
        super();
        this.one = one;
        this.other = other;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        one.write(bytes, offset, length);
        other.write(bytes, offset, length);
    }
}
