package dev.berth.runtime.containerd.layer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The header of a zstd frame, without the magic number before it.
 *
 * @param bytes the header as it is
 * @param window how many bytes a decompressor has to remember; negative if too many to say
 * @param hasChecksum whether a checksum follows the frame
 */
record ZstdFrameHeader(byte[] bytes, long window, boolean hasChecksum) {
    /** What each decompressor is to support (RFC 8878, 3.1.1.1.2); the library takes no more. */
    private static final long LARGEST_WINDOW = 8 * 1024 * 1024;

    private static final int[] DICTIONARY_SIZES = {0, 1, 2, 4};
    private static final int LONGEST = 14;

    static ZstdFrameHeader read(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST];
        fill(in, bytes, 0, 1);
        int description = bytes[0] & 0xff;
        boolean isSingleSegment = (description & 0x20) != 0;
        int sizeAt = 1 + (isSingleSegment ? 0 : 1) + DICTIONARY_SIZES[description & 3];
        int sizeSize = description >> 6 == 0 ? (isSingleSegment ? 1 : 0) : 1 << (description >> 6);
        int length = sizeAt + sizeSize;
        fill(in, bytes, 1, length - 1);
        return new ZstdFrameHeader(
                Arrays.copyOf(bytes, length),
                isSingleSegment ? number(bytes, sizeAt, sizeSize) : window(bytes[1] & 0xff),
                (description & 4) != 0);
    }

    /** Throws if the frame needs more memory than it may. */
    void check() throws IOException {
        if (window < 0 || window > LARGEST_WINDOW) {
            throw new IOException(
                    "its zstd has a window of "
                            + Long.toUnsignedString(window)
                            + " bytes; at most "
                            + LARGEST_WINDOW
                            + " are supported: compress it with a lower level, without --long");
        }
    }

    private static void fill(InputStream in, byte[] to, int at, int count) throws IOException {
        if (in.readNBytes(to, at, count) < count) {
            throw ZstdFrames.cutShort();
        }
    }

    private static long window(int descriptor) {
        long base = 1L << 10 + (descriptor >> 3);
        return base + base / 8 * (descriptor & 7);
    }

    /** A size of two bytes counts from 256 on. */
    private static long number(byte[] bytes, int at, int size) {
        byte[] whole = Arrays.copyOf(Arrays.copyOfRange(bytes, at, at + size), Long.BYTES);
        return ZstdFrames.littleEndian(whole).getLong() + (size == 2 ? 256 : 0);
    }
}
