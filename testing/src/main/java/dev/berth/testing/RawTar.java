package dev.berth.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A tar archive put together byte by byte, right or wrong. Texts have one character a byte. */
public final class RawTar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Bytes that stand in a header, whatever would stand there. */
    public record Patch(int offset, String bytes) {}

    /** Returns a patch. */
    public static Patch at(int offset, String bytes) {
        return new Patch(offset, bytes);
    }

    /** Adds a file. */
    public RawTar file(String name, String content, Patch... patches) {
        return entry('0', name, content, patches);
    }

    /** Adds a file. */
    public RawTar file(String name, byte[] content, Patch... patches) {
        return entry('0', name, content, patches);
    }

    /** Adds an entry; its header has the right sum for what the patches have made of it. */
    public RawTar entry(char type, String name, String content, Patch... patches) {
        return entry(type, name, bytes(content), patches);
    }

    /** Adds an entry; its header has the right sum for what the patches have made of it. */
    public RawTar entry(char type, String name, byte[] content, Patch... patches) {
        raw(header(type, name, content.length, patches));
        return raw(content).raw(new byte[-content.length & BLOCK - 1]);
    }

    /** Adds records that stand before an entry in POSIX's form. */
    public RawTar pax(String... keysAndValues) {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.append(record(keysAndValues[i], keysAndValues[i + 1]));
        }
        return entry('x', "pax", records.toString());
    }

    /** Adds any bytes. */
    public RawTar raw(String bytes) {
        return raw(bytes(bytes));
    }

    /** Adds any bytes. */
    public RawTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Returns the archive with its end. */
    public byte[] end() {
        return Arrays.copyOf(unfinished(), out.size() + 2 * BLOCK);
    }

    /** Returns the archive as far as it is made. */
    public byte[] unfinished() {
        return out.toByteArray();
    }

    /** Returns a header of which all is right but the patches. */
    public static byte[] header(char type, String name, long size, Patch... patches) {
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
    public static void sign(byte[] archive, int start) {
        int sum = 8 * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? 0 : archive[start + i] & 0xff;
        }
        put(archive, at(start + 148, "%06o\0 ".formatted(sum)));
    }

    /** Returns one record of POSIX's form, with its length in front. */
    public static String record(String key, String value) {
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        return length + " " + key + "=" + value + "\n";
    }

    /** Returns bytes as a text. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] block, Patch patch) {
        byte[] bytes = bytes(patch.bytes());
        System.arraycopy(bytes, 0, block, patch.offset(), bytes.length);
    }
}
