package dev.berth.shared.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** The fields of a tar header block: POSIX's ustar, and what GNU and star have in other places. */
enum TarField {
    NAME(0, 100),
    MODE(100, 8),
    UID(108, 8),
    GID(116, 8),
    SIZE(124, 12),
    MTIME(136, 12),
    CHECKSUM(148, 8),
    TYPE(156, 1),
    LINK(157, 100),
    MAGIC(257, 6),
    VERSION(263, 2),
    DEV_MAJOR(329, 8),
    DEV_MINOR(337, 8),
    PREFIX(345, 155),
    GNU_ATIME(345, 12),
    GNU_CTIME(357, 12),
    STAR_PREFIX(345, 131),
    STAR_ATIME(476, 12),
    STAR_CTIME(488, 12),
    STAR_TRAILER(508, 4);

    private final int offset;
    private final int length;

    TarField(int offset, int length) {
        this.offset = offset;
        this.length = length;
    }

    int length() {
        return length;
    }

    byte first(byte[] block) {
        return block[offset];
    }

    boolean equals(byte[] block, byte[] value) {
        return Arrays.equals(block, offset, offset + length, value, 0, length);
    }

    /** Returns the text up to the first zero, one character a byte. */
    String text(byte[] block) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /** Puts a text in, and zeros behind it. */
    void put(byte[] block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Arrays.fill(block, offset, offset + length, (byte) 0);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    /** Puts so many octal digits in at the start. */
    void putDigits(byte[] block, long number, int digits) {
        long left = number;
        for (int i = offset + digits - 1; i >= offset; i--) {
            block[i] = (byte) ('0' + (left & 7));
            left >>>= 3;
        }
    }

    /** Returns the number, which may be negative; nothing if there is none that fits. */
    OptionalLong number(byte[] block) {
        return (block[offset] & 0x80) != 0 ? binary(block) : octal(block);
    }

    long require(byte[] block) throws TarException {
        OptionalLong number = number(block);
        if (number.isPresent()) {
            return number.getAsLong();
        }
        throw (block[offset] & 0x80) != 0 ? unfit() : TarException.damaged(noNumber(block));
    }

    static TarException unfit() {
        return TarException.damaged(
                "it has a tar header with a number that is negative or too large");
    }

    private String noNumber(byte[] block) {
        int start = start(block);
        String digits = new String(block, start, end(block) - start, StandardCharsets.ISO_8859_1);
        return "it has a tar header with \"%s\" for a number".formatted(digits);
    }

    /** GNU's form: the first bit says that it is one, the rest is in two's complement. */
    private OptionalLong binary(byte[] block) {
        int inverted = (block[offset] & 0x40) != 0 ? 0xff : 0;
        long value = (block[offset] ^ inverted) & 0x7f;
        for (int i = offset + 1; i < offset + length; i++) {
            if (value >> 55 != 0) {
                return OptionalLong.empty();
            }
            value = value << 8 | (block[i] ^ inverted) & 0xff;
        }
        return OptionalLong.of(inverted == 0 ? value : ~value);
    }

    /** Blanks and zeros may stand around the digits, and anything after a zero behind them. */
    private OptionalLong octal(byte[] block) {
        long value = 0;
        int end = end(block);
        for (int i = start(block); i < end && block[i] != 0; i++) {
            int digit = block[i] - '0';
            if (digit < 0 || digit > 7) {
                return OptionalLong.empty();
            }
            value = value << 3 | digit;
        }
        return OptionalLong.of(value);
    }

    private int start(byte[] block) {
        int start = offset;
        while (start < offset + length && isBlank(block[start])) {
            start++;
        }
        return start;
    }

    private int end(byte[] block) {
        int end = offset + length;
        while (end > offset && isBlank(block[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == 0;
    }
}
