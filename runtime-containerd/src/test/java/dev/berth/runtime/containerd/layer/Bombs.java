package dev.berth.runtime.containerd.layer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Decompression bombs: small layers with a huge file, of the same compressed piece many times. */
final class Bombs {
    private static final int PIECE = 64 * 1024 * 1024;
    private static final int BLOCK = 128 * 1024;

    private Bombs() {}

    /** Returns a gzip file of many members; a piece of zeros takes 64 kB in it. */
    static byte[] gzip(long size) throws IOException {
        byte[] piece = LayerTar.gzip(new byte[PIECE]);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(LayerTar.gzip(header(size)));
        for (long left = size; left > 0; left -= PIECE) {
            bomb.writeBytes(piece);
        }
        bomb.writeBytes(LayerTar.gzip(new byte[1024]));
        return bomb.toByteArray();
    }

    /** Returns a zstd file in which four bytes say 128 kB of zeros. */
    static byte[] zstd(long size) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(LayerTar.zstd(header(size)));
        bomb.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 7 << 3});
        for (long left = size; left > 0; left -= BLOCK) {
            int block = BLOCK << 3 | 1 << 1 | (left == BLOCK ? 1 : 0);
            bomb.writeBytes(
                    new byte[] {(byte) block, (byte) (block >> 8), (byte) (block >> 16), 0});
        }
        bomb.writeBytes(LayerTar.zstd(new byte[1024]));
        return bomb.toByteArray();
    }

    /** Returns an archive whose file has only a hole, but that of 8 EiB. */
    static byte[] sparse() {
        return new LayerTar()
                .file("zeros", "")
                .pax("GNU.sparse.major", "0".getBytes(US_ASCII))
                .pax("GNU.sparse.minor", "1".getBytes(US_ASCII))
                .pax("GNU.sparse.map", "0,0".getBytes(US_ASCII))
                .pax("GNU.sparse.size", Long.toString(Long.MAX_VALUE).getBytes(US_ASCII))
                .end()
                .bytes();
    }

    /** Returns an archive of many files with long names. */
    static byte[] names(int count) {
        LayerTar tar = new LayerTar();
        for (int i = 0; i < count; i++) {
            String name = "name" + i + "-".repeat(200);
            tar.file("f", "").pax("path", name.getBytes(US_ASCII)).end();
        }
        return tar.bytes();
    }

    private static byte[] header(long size) {
        byte[] tar = new LayerTar().file("zeros", "").sized(size).end().bytes();
        return Arrays.copyOf(tar, 512);
    }
}
