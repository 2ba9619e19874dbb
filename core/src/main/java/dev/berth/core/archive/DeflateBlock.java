package dev.berth.core.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A block of bytes, and what it is deflated to (RFC 1951): whole bytes, so that blocks can stand
 * one after the other. Segments of it that cannot be compressed are stored. It is used again for a
 * later block.
 */
final class DeflateBlock {
    /** How far back deflate refers. */
    private static final int WINDOW = 32 * 1024;

    /** What is stored or compressed as one; each is tried at both ends. */
    private static final int SEGMENT = 64 * 1024;

    private static final int SAMPLE = 2 * 1024;

    /** A 64th of both samples: what saves less is compressed already. */
    private static final int LEAST_SAVED = 2 * SAMPLE / 64;

    /** The most that a stored block has, and what is before it. */
    private static final int MOST_STORED = 0xffff;

    private static final int STORED_HEADER = 5;

    /**
     * As small as Go's default, which Docker's layers are made with; zlib's default, 6, takes 1.6
     * times as long for 1 % less.
     */
    private static final int LEVEL = 5;

    private final byte[] input;
    private final byte[] output;
    private int filled;
    private int deflated;

    /**
     * @param size of the input
     */
    DeflateBlock(int size) {
        this.input = new byte[size];
        // Far more than is added to what cannot be compressed: zlib's deflateBound is 100.
        this.output = new byte[size + size / 8];
    }

    /** Takes as many bytes as there is room for, and returns how many these are. */
    int append(byte[] bytes, int offset, int count) {
        int some = Math.min(input.length - filled, count);
        System.arraycopy(bytes, offset, input, filled, some);
        filled += some;
        return some;
    }

    boolean isFull() {
        return filled == input.length;
    }

    int length() {
        return filled;
    }

    void updateChecksum(CRC32 checksum) {
        checksum.update(input, 0, filled);
    }

    /** Returns the end of it, which the next block may refer to. */
    byte[] window() {
        return window(filled);
    }

    private byte[] window(int end) {
        return Arrays.copyOfRange(input, Math.max(0, end - WINDOW), end);
    }

    /**
     * Deflates it.
     *
     * @param before the window of the block before it
     * @param last whether none comes after it
     */
    DeflateBlock deflate(byte[] before, boolean last) {
        deflated = 0;
        int from = 0;
        boolean isNextDense = isDense(0);
        do {
            boolean isDense = isNextDense;
            int to = from;
            do {
                to = Math.min(to + SEGMENT, filled);
                isNextDense = isDense(to);
            } while (to < filled && isNextDense == isDense);
            boolean isEnd = last && to == filled;
            if (isDense) {
                store(from, to, isEnd);
            } else {
                compress(from, to, from == 0 ? before : window(from), isEnd);
            }
            from = to;
        } while (from < filled);
        return this;
    }

    /** Returns whether samples of a segment, its two ends, save next to nothing. */
    private boolean isDense(int from) {
        if (filled - from < SEGMENT) {
            return false;
        }
        Deflater fast = new Deflater(Deflater.BEST_SPEED, true);
        try {
            byte[] samples = new byte[2 * SAMPLE];
            System.arraycopy(input, from, samples, 0, SAMPLE);
            System.arraycopy(input, from + SEGMENT - SAMPLE, samples, SAMPLE, SAMPLE);
            fast.setInput(samples);
            fast.finish();
            return fast.deflate(new byte[2 * samples.length]) > samples.length - LEAST_SAVED;
        } finally {
            fast.end();
        }
    }

    /** As stored blocks: whether it is the last one, the length, its complement, the bytes. */
    private void store(int from, int to, boolean isEnd) {
        for (int at = from; at < to; ) {
            int length = Math.min(MOST_STORED, to - at);
            output[deflated] = (byte) (isEnd && at + length == to ? 1 : 0);
            output[deflated + 1] = (byte) length;
            output[deflated + 2] = (byte) (length >> 8);
            output[deflated + 3] = (byte) ~length;
            output[deflated + 4] = (byte) (~length >> 8);
            System.arraycopy(input, at, output, deflated + STORED_HEADER, length);
            deflated += STORED_HEADER + length;
            at += length;
        }
    }

    private void compress(int from, int to, byte[] before, boolean isEnd) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setDictionary(before);
            deflater.setInput(input, from, to - from);
            if (isEnd) {
                deflater.finish();
            }
            int flush = isEnd ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
            int room = output.length - deflated;
            int length = deflater.deflate(output, deflated, room, flush);
            if (length == room) {
                throw new IllegalStateException("zlib has more than %d bytes".formatted(length));
            }
            deflated += length;
        } finally {
            deflater.end();
        }
    }

    /** Writes what it was deflated to, and is empty then. */
    void writeTo(OutputStream out) throws IOException {
        out.write(output, 0, deflated);
        filled = 0;
    }
}
