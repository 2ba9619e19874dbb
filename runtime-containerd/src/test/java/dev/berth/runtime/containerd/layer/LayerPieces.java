package dev.berth.runtime.containerd.layer;

import dev.berth.shared.content.BulkFilterStream;
import dev.berth.spi.Descriptor;
import dev.berth.spi.LayerContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A layer that comes in small pieces, and is checked at its end. */
record LayerPieces(Descriptor layer, Path file) implements LayerContent {
    private static final int PIECE = 1000;

    @Override
    public InputStream open() throws IOException {
        return new Pieces(new HashedLayer(Files.newInputStream(file), layer));
    }

    private static final class Pieces extends BulkFilterStream {
        Pieces(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            return in.read(to, at, Math.min(length, PIECE));
        }
    }
}
