package dev.berth.shared.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A tar archive put together byte by byte, right or wrong. Texts have one character a byte. */
final class RawTar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Bytes that stand in a header, whatever would stand there. */
    record Patch(int offset, String bytes) {}

    static Patch at(int offset, String bytes) {
        return new Patch(offset, bytes);
    }

    RawTar file(String name, String content, Patch... patches) {
        return entry('0', name, content, patches);
    }

    /** Adds an entry; its header has the right sum for what the patches have made of it. */
    RawTar entry(char type, String name, String content, Patch... patches) {
        return raw(bytes(header(type, name, content.length(), patches))).raw(padded(content));
    }

    RawTar pax(String... keysAndValues) {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.append(record(keysAndValues[i], keysAndValues[i + 1]));
        }
        return entry('x', "pax", records.toString());
    }

    RawTar raw(String bytes) {
        out.writeBytes(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Returns the archive with its end. */
    byte[] end() {
        raw("\0".repeat(2 * BLOCK));
        return unfinished();
    }

    byte[] unfinished() {
        return out.toByteArray();
    }

    static byte[] header(char type, String name, long size, Patch... patches) {
        byte[] block = new byte[BLOCK];
        put(block, at(0, name));
        put(block, at(100, "0000644\0" + "0000000\0" + "0000000\0"));
        put(block, at(124, "%011o\0".formatted(size) + "00000000000\0"));
        put(block, at(156, String.valueOf(type)));
        put(block, at(257, "ustar\00000"));
        for (Patch patch : patches) {
            put(block, patch);
        }
        boolean isSumPatched = Arrays.stream(patches).anyMatch(p -> p.offset() == 148);
        if (!isSumPatched) {
            sign(block, 0);
        }
        return block;
    }

    /** Makes the checksum of the header right that begins there. */
    static void sign(byte[] archive, int start) {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : archive[start + i] & 0xff;
        }
        put(archive, at(start + 148, "%06o\0 ".formatted(sum)));
    }

    static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String record(String key, String value) {
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        return length + " " + key + "=" + value + "\n";
    }

    private static String padded(String content) {
        return content + "\0".repeat(-content.length() & BLOCK - 1);
    }

    private static void put(byte[] block, Patch patch) {
        byte[] bytes = patch.bytes().getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, patch.offset(), bytes.length);
    }
}
