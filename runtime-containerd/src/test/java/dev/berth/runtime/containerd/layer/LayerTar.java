package dev.berth.runtime.containerd.layer;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import dev.berth.testing.RawTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A tar writer that can write what no tool would: it takes each field as given. */
public final class LayerTar {
    static final String PLAIN = "application/vnd.docker.image.rootfs.diff.tar";
    static final String GZIP = PLAIN + ".gzip";
    static final String ZSTD = PLAIN + ".zstd";

    private final RawTar tar = new RawTar();

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
        private final List<RawTar.Patch> overrides = new ArrayList<>();
        private final List<String> pax = new ArrayList<>();

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
            overrides.add(RawTar.at(offset, RawTar.text(bytes)));
            return this;
        }

        /** Says a size of its own, in octal digits. */
        Entry sized(long size) {
            overrides.add(RawTar.at(124, octal(size, 11)));
            return this;
        }

        Entry xattr(String attribute, byte[] value) {
            return pax("SCHILY.xattr." + attribute, value);
        }

        Entry pax(String key, byte[] value) {
            pax.addAll(List.of(text(key), RawTar.text(value)));
            return this;
        }

        LayerTar end() {
            if (!pax.isEmpty()) {
                tar.pax(pax.toArray(String[]::new));
            }
            List<RawTar.Patch> patches = new ArrayList<>();
            patches.add(RawTar.at(100, octal(mode, 7)));
            patches.add(RawTar.at(108, octal(uid, 7)));
            patches.add(RawTar.at(116, octal(gid, 7)));
            patches.add(RawTar.at(136, octal(modified, 11)));
            patches.add(RawTar.at(157, text(link)));
            patches.add(RawTar.at(329, octal(major, 7)));
            patches.add(RawTar.at(337, octal(minor, 7)));
            patches.addAll(overrides);
            tar.entry(type, text(name), data, patches.toArray(RawTar.Patch[]::new));
            return LayerTar.this;
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
        tar.raw(bytes);
        return this;
    }

    byte[] bytes() {
        return tar.end();
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

    private static String text(String utf8) {
        return RawTar.text(utf8.getBytes(StandardCharsets.UTF_8));
    }

    private static String octal(long value, int digits) {
        return String.format("%0" + digits + "o", value);
    }
}
