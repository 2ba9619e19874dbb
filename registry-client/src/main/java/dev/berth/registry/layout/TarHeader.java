package dev.berth.registry.layout;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of an entry of a tar archive, in any of the forms in use.
 *
 * @param type the letter that says what it is; 0 in the oldest archives
 */
record TarHeader(String name, long size, char type) {
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int SUM_AT = 148;
    private static final int SUM_LENGTH = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final byte[] POSIX = {'u', 's', 't', 'a', 'r', 0};

    static TarHeader parse(byte[] block) throws LayoutException {
        if (sum(block) != octal(block, SUM_AT, SUM_LENGTH)) {
            throw LayoutException.corrupt("is no tar archive, or a damaged one");
        }
        String name = text(block, 0, NAME);
        boolean posix =
                Arrays.equals(block, MAGIC_AT, MAGIC_AT + POSIX.length, POSIX, 0, POSIX.length);
        String prefix = posix ? text(block, PREFIX_AT, PREFIX) : "";
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                size(block),
                (char) (block[TYPE_AT] & 0xff));
    }

    /** The sum of all bytes, those of the sum itself counted as blanks. */
    static long sum(byte[] block) {
        long sum = (long) SUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= SUM_AT && i < SUM_AT + SUM_LENGTH;
            sum += own ? 0 : block[i] & 0xff;
        }
        return sum;
    }

    private static long size(byte[] block) throws LayoutException {
        if ((block[SIZE_AT] & 0x80) == 0) {
            return octal(block, SIZE_AT, SIZE_LENGTH);
        }
        // GNU's form for what is too large for the digits.
        long size = block[SIZE_AT] & 0x7f;
        for (int i = SIZE_AT + 1; i < SIZE_AT + SIZE_LENGTH; i++) {
            if (size >> 47 != 0) {
                throw LayoutException.corrupt("has an entry of an absurd size");
            }
            size = size << 8 | block[i] & 0xff;
        }
        return size;
    }

    private static long octal(byte[] block, int at, int length) throws LayoutException {
        String digits = text(block, at, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw LayoutException.corrupt("is no tar archive, or a damaged one");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] block, int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }
}
