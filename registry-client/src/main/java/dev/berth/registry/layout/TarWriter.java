package dev.berth.registry.layout;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a tar archive in which nothing depends on when, where or by whom it is written. */
final class TarWriter {
    private static final int LONGEST_NAME = 100;
    private static final long LARGEST = 1L << 33;
    private static final int BLOCK = TarHeader.BLOCK;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * @param name with a slash at its end
     */
    void folder(String name) throws IOException {
        out.write(header(name, '5', 0755, 0));
    }

    void file(String name, byte[] content) throws IOException {
        file(name, content.length, new ByteArrayInputStream(content));
    }

    /**
     * @param content of exactly that size
     */
    void file(String name, long size, InputStream content) throws IOException {
        extra(name, size);
        out.write(header(name, '0', 0644, size));
        content.transferTo(out);
        pad(size);
    }

    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    /** What the header has no room for goes before it, in POSIX's form. */
    private void extra(String name, long size) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        if (name.length() > LONGEST_NAME) {
            records.writeBytes(record("path", name));
        }
        if (size >= LARGEST) {
            records.writeBytes(record("size", Long.toString(size)));
        }
        if (records.size() > 0) {
            out.write(header("PaxHeader", 'x', 0644, records.size()));
            records.writeTo(out);
            pad(records.size());
        }
    }

    /** The length counts its own digits. */
    private static byte[] record(String key, String value) {
        int rest = key.length() + value.length() + 3;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        return "%d %s=%s\n".formatted(length, key, value).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] header(String name, char type, int mode, long size) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        put(block, 100, "%07o".formatted(mode));
        put(block, 108, "%07o".formatted(0));
        put(block, 116, "%07o".formatted(0));
        put(block, 124, "%011o".formatted(size < LARGEST ? size : 0));
        put(block, 136, "%011o".formatted(0));
        put(block, 156, Character.toString(type));
        put(block, 257, "ustar\00000");
        put(block, 148, "%06o\0 ".formatted(TarHeader.sum(block)));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) Math.floorMod(-size, (long) BLOCK)]);
    }
}
