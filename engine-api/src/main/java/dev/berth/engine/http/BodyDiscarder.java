package dev.berth.engine.http;

import java.io.IOException;

/** Reads and drops a body that nobody wants, so that its sender gets to the response. */
final class BodyDiscarder implements BodySink {
    private static final long MOST = 256L << 20;

    private long seen;

    @Override
    public void accept(byte[] piece) throws IOException {
        seen += piece.length;
        if (seen > MOST) {
            throw new IOException("a body that nobody reads does not end");
        }
    }
}
