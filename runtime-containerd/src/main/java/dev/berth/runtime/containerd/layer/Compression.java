package dev.berth.runtime.containerd.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The compression of a layer, known by its magic bytes, as for Docker, not by its media type. */
enum Compression {
    NONE {
        @Override
        InputStream open(InputStream bytes) {
            return bytes;
        }
    },
    GZIP {
        @Override
        InputStream open(InputStream bytes) throws IOException {
            return new GzipStream(bytes);
        }
    },
    ZSTD {
        @Override
        InputStream open(InputStream bytes) throws IOException {
            return new ZstdStream(bytes);
        }
    };

    private static final int START = 4;
    private static final byte[] GZIP_START = {0x1f, (byte) 0x8b};
    private static final int ZSTD_START = 0xfd2fb528;

    /** The last digit is anyone's: a zstd file may start with frames that are to be skipped. */
    private static final int ZSTD_SKIPPED_START = 0x184d2a50;

    /** Looks at the first bytes of a stream that can be set back, and sets it back. */
    static Compression of(InputStream bytes) throws IOException {
        bytes.mark(START);
        byte[] start = bytes.readNBytes(START);
        bytes.reset();
        if (start.length < START) {
            return NONE;
        }
        if (Arrays.equals(GZIP_START, 0, 2, start, 0, 2)) {
            return GZIP;
        }
        int number = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        boolean isZstd = number == ZSTD_START || (number & 0xfffffff0) == ZSTD_SKIPPED_START;
        return isZstd ? ZSTD : NONE;
    }

    /** Returns the bytes as they were before they were compressed. */
    abstract InputStream open(InputStream bytes) throws IOException;
}
