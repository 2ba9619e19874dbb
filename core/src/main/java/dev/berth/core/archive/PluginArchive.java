package dev.berth.core.archive;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Splits what {@code docker plugin create} sends: {@code config.json} for its own, and everything
 * under {@code rootfs/} as a layer. All but the names passes through byte for byte, so owners,
 * links, devices and attributes of every kind stay as they were.
 */
public final class PluginArchive {
    private static final int LARGEST_CONFIG = 4 * 1024 * 1024;
    private static final int LARGEST_EXTENSION = 1024 * 1024;
    private static final String CONFIG = "config.json";
    private static final String ROOTFS = "rootfs";

    private final InputStream in;
    private final OutputStream layer;
    private final byte[] buffer = new byte[64 * 1024];
    private byte[] config;
    private boolean rootfs;

    private PluginArchive(InputStream in, OutputStream layer) {
        this.in = in;
        this.layer = layer;
    }

    /**
     * Splits an archive.
     *
     * @param layer takes a tar archive of the root filesystem; it is not closed
     * @return the config
     * @throws InvalidPluginException if it is no archive, or one of the two is not in it
     * @throws IOException if reading or writing fails
     */
    public static byte[] split(InputStream in, OutputStream layer) throws IOException {
        PluginArchive archive = new PluginArchive(in, layer);
        archive.run();
        if (!archive.rootfs) {
            throw new InvalidPluginException("no rootfs found: the archive has no rootfs/ folder");
        }
        if (archive.config == null) {
            throw new InvalidPluginException("config not found: the archive has no config.json");
        }
        return archive.config;
    }

    private void run() throws IOException {
        for (byte[] block = first(); block != null; block = nextBlock()) {
            if (TarHeader.isEnd(block)) {
                break;
            }
            entry(new TarEntry(new TarHeader(block)));
        }
        layer.write(new byte[2 * TarHeader.BLOCK]);
        in.transferTo(OutputStream.nullOutputStream());
    }

    private byte[] first() throws IOException {
        byte[] block = in.readNBytes(TarHeader.BLOCK);
        if (block.length == 0) {
            throw new InvalidPluginException("no rootfs found: EOF: the archive is empty");
        }
        if (block.length < TarHeader.BLOCK) {
            throw TarHeader.invalid();
        }
        return block;
    }

    private byte[] nextBlock() throws IOException {
        byte[] block = in.readNBytes(TarHeader.BLOCK);
        if (block.length != 0 && block.length < TarHeader.BLOCK) {
            throw cutShort();
        }
        return block.length == 0 ? null : block;
    }

    /** Reads the extensions before a header, then what it is about. */
    private void entry(TarEntry entry) throws IOException {
        TarEntry whole = entry;
        while (whole.isExtension()) {
            byte[] data = data(whole.dataSize(), LARGEST_EXTENSION);
            byte[] block = nextBlock();
            if (block == null) {
                throw cutShort();
            }
            whole = whole.before(data, new TarHeader(block));
        }
        String name = whole.name();
        if (name.equals(CONFIG)) {
            config = data(whole.dataSize(), LARGEST_CONFIG);
        } else if (name.equals(ROOTFS) || name.startsWith(ROOTFS + "/")) {
            if (name.equals(ROOTFS) && !whole.isFolder()) {
                throw new InvalidPluginException("rootfs in the archive is not a folder");
            }
            whole.requireLinkInside(ROOTFS);
            rootfs = true;
            whole.writeHeaders(layer, ROOTFS);
            copy(whole.dataSize(), layer);
        } else {
            copy(whole.dataSize(), OutputStream.nullOutputStream());
        }
    }

    private byte[] data(long size, int largest) throws IOException {
        if (size > largest) {
            throw new PluginLimitExceededException(
                    "a file or header of %d bytes in the archive is larger than %d"
                            .formatted(size, largest));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) size);
        copy(size, out);
        byte[] padded = out.toByteArray();
        return Arrays.copyOf(padded, (int) size);
    }

    /** Copies an entry's data with the padding up to the next block. */
    private void copy(long size, OutputStream to) throws IOException {
        long blocks = (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK;
        for (long left = blocks * TarHeader.BLOCK; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw cutShort();
            }
            to.write(buffer, 0, count);
            left -= count;
        }
    }

    private static InvalidPluginException cutShort() {
        return new InvalidPluginException(
                "unexpected EOF: the archive is cut short", new EOFException());
    }
}
