package dev.berth.registry.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A tar archive made block by block, right or wrong. */
public final class HandMadeTar {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public HandMadeTar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public HandMadeTar file(String name, byte[] content) {
        return entry('0', name, "", content.length, content);
    }

    /** Adds an entry whose size is what it says, and its content what it is. */
    public HandMadeTar entry(char type, String name, String link, long size, byte[] content) {
        out.writeBytes(header(type, name, link, "%011o".formatted(size)));
        out.writeBytes(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
        return this;
    }

    /** Adds records that stand before an entry in POSIX's form. */
    public HandMadeTar pax(String records) {
        byte[] content = records.getBytes(StandardCharsets.UTF_8);
        return entry('x', "PaxHeader", "", content.length, content);
    }

    /** Adds any bytes. */
    public HandMadeTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Returns a header of which all is right but what is given. */
    public static byte[] header(char type, String name, String link, String size) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, "0000644");
        put(block, 124, size);
        put(block, 148, "        ");
        put(block, 156, Character.toString(type));
        put(block, 157, link);
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte one : block) {
            sum += one & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /** Returns the archive with its end. */
    public byte[] bytes() {
        byte[] all = unfinished();
        return Arrays.copyOf(all, all.length + 2 * BLOCK);
    }

    /** Returns the archive as far as it is made. */
    public byte[] unfinished() {
        return out.toByteArray();
    }
}
