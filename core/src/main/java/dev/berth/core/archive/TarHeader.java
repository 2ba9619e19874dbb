package dev.berth.core.archive;

import dev.berth.plugin.error.InvalidPluginException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One header block of a tar archive (POSIX ustar, with GNU's numbers). Names are bytes, as Latin-1.
 */
final class TarHeader {
    static final int BLOCK = 512;

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    private final byte[] block;

    /** Takes a block that is a header. */
    TarHeader(byte[] block) {
        this.block = block;
        if (number(CHECKSUM, 8) != sum()) {
            throw invalid();
        }
    }

    static InvalidPluginException invalid() {
        return new InvalidPluginException(
                "failed to read from tar: archive/tar: invalid tar header");
    }

    static boolean isEnd(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    char type() {
        return (char) block[TYPE];
    }

    /** Returns whether data can follow: links, devices and folders have none. */
    boolean hasData() {
        return type() < '1' || type() > '6';
    }

    long size() {
        return hasData() ? number(SIZE, 12) : 0;
    }

    String name() {
        String prefix = isPosix() ? text(PREFIX, PREFIX_LENGTH) : "";
        String name = text(NAME, NAME_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String link() {
        return text(LINK, NAME_LENGTH);
    }

    /** Puts a name in that is no longer than the one before. */
    void rename(String name) {
        if (name.length() <= NAME_LENGTH) {
            put(NAME, NAME_LENGTH, name);
            if (isPosix()) {
                put(PREFIX, PREFIX_LENGTH, "");
            }
        } else {
            // A front part was taken off, so what is left still splits where it did before.
            int split = name.length() - text(NAME, NAME_LENGTH).length() - 1;
            put(PREFIX, PREFIX_LENGTH, split > 0 ? name.substring(0, split) : "");
        }
    }

    void relink(String link) {
        put(LINK, NAME_LENGTH, link);
    }

    /** Puts a size in, for a header whose data was changed. */
    void resize(long size) {
        put(SIZE, 12, "%011o".formatted(size));
    }

    byte[] bytes() {
        put(CHECKSUM, 8, "        ");
        put(CHECKSUM, 8, "%06o\0 ".formatted(sum()));
        return block;
    }

    private boolean isPosix() {
        return new String(block, MAGIC, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
    }

    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    private void put(int offset, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(block, offset, offset + length, (byte) 0);
        System.arraycopy(bytes, 0, block, offset, Math.min(bytes.length, length));
    }

    private long number(int offset, int length) {
        if ((block[offset] & 0x80) != 0) {
            byte[] binary = Arrays.copyOfRange(block, offset, offset + length);
            binary[0] &= 0x7f;
            BigInteger value = new BigInteger(1, binary);
            if (value.bitLength() > 62) {
                throw invalid();
            }
            return value.longValue();
        }
        String digits = text(offset, length).strip();
        if (!digits.matches("[0-7]*")) {
            throw invalid();
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private int sum() {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean blank = i >= CHECKSUM && i < CHECKSUM + 8;
            sum += blank ? ' ' : block[i] & 0xff;
        }
        return sum;
    }
}
