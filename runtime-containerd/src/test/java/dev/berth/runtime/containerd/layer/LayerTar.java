package dev.berth.runtime.containerd.layer;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A tar writer that can write what no tool would: it takes each field as given. */
public final class LayerTar {
    static final String PLAIN = "application/vnd.docker.image.rootfs.diff.tar";
    static final String GZIP = PLAIN + ".gzip";
    static final String ZSTD = PLAIN + ".zstd";

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** One entry, put together field by field. */
    final class Entry {
        private final char type;
        private final String name;
        private String link = "";
        private int mode;
        private int uid;
        private int gid;
        private long modified = 1_000_000_000;
        private int major;
        private int minor;
        private byte[] data = {};
        private final Map<Integer, byte[]> patches = new LinkedHashMap<>();
        private final Map<String, byte[]> pax = new LinkedHashMap<>();

        private Entry(char type, String name, int mode) {
            this.type = type;
            this.name = name;
            this.mode = mode;
        }

        Entry to(String target) {
            link = target;
            return this;
        }

        Entry mode(int value) {
            mode = value;
            return this;
        }

        Entry owner(int user, int group) {
            uid = user;
            gid = group;
            return this;
        }

        Entry modified(long seconds) {
            modified = seconds;
            return this;
        }

        Entry device(int devMajor, int devMinor) {
            major = devMajor;
            minor = devMinor;
            return this;
        }

        Entry holding(String text) {
            return holding(text.getBytes(StandardCharsets.UTF_8));
        }

        Entry holding(byte[] bytes) {
            data = bytes;
            return this;
        }

        /** Puts bytes into the header, whatever would stand there. */
        Entry at(int offset, byte[] bytes) {
            patches.put(offset, bytes);
            return this;
        }

        /** Says a size of its own, in octal digits. */
        Entry sized(long size) {
            return at(124, octal(size, 11));
        }

        Entry xattr(String attribute, byte[] value) {
            return pax("SCHILY.xattr." + attribute, value);
        }

        Entry pax(String key, byte[] value) {
            pax.put(key, value);
            return this;
        }

        LayerTar end() {
            if (!pax.isEmpty()) {
                extension(records(pax)).write();
            }
            write();
            return LayerTar.this;
        }

        private void write() {
            byte[] header = new byte[BLOCK];
            put(header, 0, name.getBytes(StandardCharsets.UTF_8));
            put(header, 100, octal(mode, 7));
            put(header, 108, octal(uid, 7));
            put(header, 116, octal(gid, 7));
            put(header, 124, octal(data.length, 11));
            put(header, 136, octal(modified, 11));
            put(header, 148, "        ".getBytes(StandardCharsets.US_ASCII));
            header[156] = (byte) type;
            put(header, 157, link.getBytes(StandardCharsets.UTF_8));
            put(header, 257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
            put(header, 329, octal(major, 7));
            put(header, 337, octal(minor, 7));
            patches.forEach((at, bytes) -> put(header, at, bytes));
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, octal(sum, 6));
            header[154] = 0;
            out.writeBytes(header);
            out.writeBytes(data);
            out.writeBytes(new byte[(BLOCK - data.length % BLOCK) % BLOCK]);
        }
    }

    Entry file(String name, String text) {
        return new Entry('0', name, 0644).holding(text);
    }

    Entry folder(String name) {
        return new Entry('5', name, 0755);
    }

    Entry symlink(String name, String target) {
        return new Entry('2', name, 0777).to(target);
    }

    Entry hardLink(String name, String target) {
        return new Entry('1', name, 0644).to(target);
    }

    Entry character(String name, int major, int minor) {
        return new Entry('3', name, 0600).device(major, minor);
    }

    Entry other(char type, String name) {
        return new Entry(type, name, 0644);
    }

    /** Extension records as they are, right or wrong. */
    Entry extension(byte[] records) {
        return new Entry('x', "pax", 0644).holding(records);
    }

    LayerTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[2 * BLOCK]);
        return whole.toByteArray();
    }

    /** Writes the archive, compressed, to a file and returns what a manifest says of it. */
    Descriptor writeGzip(Path file) throws IOException {
        return write(file, GZIP, gzip(bytes()));
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }

    static byte[] zstd(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(compressed)) {
            zstd.setChecksum(true);
            zstd.write(plain);
        }
        return compressed.toByteArray();
    }

    /** Writes bytes to a file and returns what a manifest says of it. */
    static Descriptor write(Path file, String mediaType, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return Descriptor.of(mediaType, Digest.sha256(bytes), bytes.length);
    }

    private static byte[] records(Map<String, byte[]> pax) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        pax.forEach(
                (key, value) -> {
                    int rest = key.getBytes(StandardCharsets.UTF_8).length + value.length + 3;
                    int length = rest + Integer.toString(rest).length();
                    length = rest + Integer.toString(length).length();
                    records.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
                    records.writeBytes(value);
                    records.write('\n');
                });
        return records.toByteArray();
    }

    private static byte[] octal(long value, int digits) {
        return String.format("%0" + digits + "o", value).getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(byte[] header, int at, byte[] value) {
        System.arraycopy(value, 0, header, at, value.length);
    }
}
