package dev.berth.runtime.containerd.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the two kinds of tar entry that {@link CapabilityRelinkLayer} needs. */
final class TarHeaderWriter {
    private final ByteArrayOutputStream out;

    TarHeaderWriter(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** Writes records that hold for the next entry. */
    void writeExtensions(byte[] records) {
        writeHeader('x', "extensions", 0644, records.length);
        out.writeBytes(records);
        out.writeBytes(new byte[-records.length & TarHeader.SIZE - 1]);
    }

    /** Writes a hard link; all but its mode stands in the extensions. */
    void writeHardLink(int mode) {
        writeHeader(TarEntry.HARD_LINK, "link", mode, 0);
    }

    private void writeHeader(char type, String name, int mode, int size) {
        byte[] block = new byte[TarHeader.SIZE];
        put(block, 0, name);
        put(block, 100, octal(mode, 7));
        put(block, 108, octal(0, 7));
        put(block, 116, octal(0, 7));
        put(block, 124, octal(size, 11));
        put(block, 136, octal(0, 11));
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, octal(sum, 6) + "\0");
        out.writeBytes(block);
    }

    private static String octal(long value, int digits) {
        return String.format("%0" + digits + "o", value);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
