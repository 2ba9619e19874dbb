package dev.berth.runtime.containerd.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One block of a tar archive, read as a header. */
record TarHeader(byte[] block) {
    static final int SIZE = 512;

    char type() {
        return (char) (block[156] & 0xff);
    }

    String name() {
        String name = text(0, 100);
        String prefix = isPosix() ? text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String link() {
        return text(157, 100);
    }

    long size() throws IOException {
        return number(124, 12);
    }

    /** Tells whether the GNU sparse map goes on in the next block, here in the first header. */
    boolean hasMoreSparse() {
        return block[482] != 0;
    }

    /** The same in a block that goes on with the map. */
    boolean isFollowedBySparse() {
        return block[504] != 0;
    }

    boolean isEmpty() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Throws unless the block is a header: its sum tells. */
    void check() throws IOException {
        long sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        if (sum != number(148, 8)) {
            throw new IOException("no tar header where one should be");
        }
    }

    /** GNU's own format has other things where POSIX has the prefix. */
    private boolean isPosix() {
        return text(257, 6).equals("ustar") && block[262] == 0;
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.ISO_8859_1);
    }

    /** Octal digits, or, with the first bit set, a binary number. */
    private long number(int at, int length) throws IOException {
        if ((block[at] & 0x80) != 0) {
            return ByteBuffer.wrap(block, at + length - 8, 8).getLong();
        }
        String digits = text(at, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("no number in a tar header: " + digits, e);
        }
    }
}
