package dev.berth.conformance;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in chunks, each given as it comes; 16 MiB in all. */
final class ChunkedBody extends InputStream {
    private final InputStream in;
    private int left = AnswerReader.LARGEST;
    private int chunk;
    private boolean started;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunk == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(bytes, offset, Math.min(length, chunk));
        if (count < 0) {
            throw new EOFException("it closes the connection in the middle of its answer");
        }
        chunk -= count;
        return count;
    }

    private void next() throws IOException {
        if (started) {
            AnswerReader.line(in);
        }
        started = true;
        String size = AnswerReader.line(in).split(";", 2)[0];
        chunk = AnswerReader.size("chunk's size", size, 16, left);
        left -= chunk;
        ended = chunk == 0;
    }
}
