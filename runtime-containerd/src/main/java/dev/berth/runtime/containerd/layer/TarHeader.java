package dev.berth.runtime.containerd.layer;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One block of a tar archive, read as a header, and to the letter as Go reads it: were something
 * here understood otherwise than by containerd, an entry could hide in it.
 */
record TarHeader(byte[] block) {
    static final int SIZE = 512;

    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_SIZE = 8;

    char type() {
        return (char) (block[156] & 0xff);
    }

    String name() throws IOException {
        String name = text(0, 100);
        String prefix = prefix();
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String link() {
        return text(157, 100);
    }

    long size() throws IOException {
        return number(124, 12);
    }

    boolean isEmpty() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Throws unless the block is a header: its sum tells, of the bytes with a sign or without. */
    void check() throws IOException {
        long sum = 0;
        long signed = 0;
        for (int i = 0; i < SIZE; i++) {
            boolean isSum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_SIZE;
            sum += isSum ? ' ' : block[i] & 0xff;
            signed += isSum ? ' ' : block[i];
        }
        String digits = digits(CHECKSUM_AT, CHECKSUM_SIZE);
        if (!isOctal(digits) || parse(digits) != sum && parse(digits) != signed) {
            throw new IOException("it has no tar header where one should be");
        }
    }

    private String prefix() throws IOException {
        if (raw(257, 8).equals("ustar\00000")) {
            return text(345, raw(508, 4).equals("tar\0") ? 131 : 155);
        }
        // GNU's format has times here. Where they are none, an old Go has written a prefix.
        boolean isGnu = raw(257, 8).equals("ustar  \0");
        return isGnu && !(isTime(345) && isTime(357)) ? asciiPrefix() : "";
    }

    private String asciiPrefix() {
        String prefix = text(345, 155);
        return prefix.chars().allMatch(c -> c < 0x80) ? prefix : "";
    }

    private boolean isTime(int at) {
        if (block[at] == 0 || (block[at] & 0xc0) == 0xc0) {
            return true;
        }
        try {
            number(at, 12);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String raw(int at, int length) {
        return new String(block, at, length, StandardCharsets.ISO_8859_1);
    }

    private String text(int at, int length) {
        String text = raw(at, length);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private long number(int at, int length) throws IOException {
        return (block[at] & 0x80) != 0 ? binary(at, length) : octal(at, length);
    }

    /** With the first bit set the number is binary; with the second, negative. */
    private long binary(int at, int length) throws IOException {
        byte[] bytes = Arrays.copyOfRange(block, at, at + length);
        boolean isNegative = (bytes[0] & 0x40) != 0;
        bytes[0] &= 0x7f;
        BigInteger number = new BigInteger(1, bytes);
        if (isNegative || number.bitLength() > 63) {
            throw new IOException(
                    "it has a tar header with a number that is negative or too large");
        }
        return number.longValue();
    }

    private long octal(int at, int length) throws IOException {
        String digits = digits(at, length);
        if (!isOctal(digits)) {
            throw new IOException("it has a tar header with \"" + digits + "\" for a number");
        }
        return parse(digits);
    }

    private String digits(int at, int length) {
        int start = at;
        int end = at + length;
        while (start < end && isBlank(block[start])) {
            start++;
        }
        while (end > start && isBlank(block[end - 1])) {
            end--;
        }
        return text(start, end - start);
    }

    private static boolean isOctal(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '7');
    }

    private static long parse(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == 0;
    }
}
