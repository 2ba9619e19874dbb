package dev.berth.engine.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Collects a small body in memory until it is whole. */
final class BodyCollector implements BodySink {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int most;
    private final Consumer<byte[]> whole;

    BodyCollector(int most, Consumer<byte[]> whole) {
        this.most = most;
        this.whole = whole;
    }

    @Override
    public void accept(byte[] piece) throws IOException {
        if (body.size() + piece.length > most) {
            throw new IOException("the body is larger than %d bytes".formatted(most));
        }
        body.write(piece);
    }

    @Override
    public void end() {
        whole.accept(body.toByteArray());
    }
}
