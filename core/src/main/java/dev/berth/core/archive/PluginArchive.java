package dev.berth.core.archive;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.plugin.error.PluginLimitExceededException;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarException;
import dev.berth.shared.tar.TarHeader;
import dev.berth.shared.tar.TarReader;
import dev.berth.shared.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits what {@code docker plugin create} sends: {@code config.json} for its own, and everything
 * under {@code rootfs/} as a layer. All but the names passes through byte for byte, so owners,
 * links, devices and attributes of every kind stay as they were.
 */
public final class PluginArchive {
    private static final int LARGEST_CONFIG = 4 * 1024 * 1024;
    private static final int LARGEST_EXTENSION = 1024 * 1024;
    private static final String CONFIG = "config.json";

    private final TarReader tar;
    private final OutputStream layer;
    private final TarWriter writer;
    private final UnpackedPaths unpacked = new UnpackedPaths();
    private byte[] config;
    private boolean rootfs;

    private PluginArchive(InputStream in, OutputStream layer) {
        this.tar = new TarReader(in, size -> checkSize(size, LARGEST_EXTENSION));
        this.layer = layer;
        this.writer = new TarWriter(layer);
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
        in.transferTo(OutputStream.nullOutputStream());
        if (!archive.rootfs) {
            throw new InvalidPluginException("no rootfs found: the archive has no rootfs/ folder");
        }
        if (archive.config == null) {
            throw new InvalidPluginException("config not found: the archive has no config.json");
        }
        return archive.config;
    }

    private void run() throws IOException {
        try {
            for (Optional<TarEntry> e = tar.next(); e.isPresent(); e = tar.next()) {
                take(e.get());
            }
            writer.end();
        } catch (TarException e) {
            throw invalid(e);
        }
        if (tar.position() == 0) {
            throw new InvalidPluginException("no rootfs found: EOF: the archive is empty");
        }
    }

    private void take(TarEntry entry) throws IOException {
        if (entry.isOldSparse()) {
            throw new InvalidPluginException(
                    "%s is sparse in GNU's old form: make the archive with --format=posix"
                            .formatted(entry.name()));
        }
        if (RootfsEntry.bare(entry.name()).equals(CONFIG)) {
            config = content(entry);
            return;
        }
        Optional<RootfsEntry> inside = RootfsEntry.of(entry);
        if (inside.isPresent()) {
            rootfs = true;
            inside.get().unpackTo(unpacked);
            inside.get().writeHeaders(writer);
            tar.copyBlocks(layer);
        }
    }

    private byte[] content(TarEntry entry) throws IOException {
        checkSize(entry.contentSize(), LARGEST_CONFIG);
        ByteArrayOutputStream padded = new ByteArrayOutputStream((int) entry.contentSize());
        tar.copyBlocks(padded);
        return Arrays.copyOf(padded.toByteArray(), (int) entry.contentSize());
    }

    private static void checkSize(long size, int largest) {
        if (size > largest) {
            throw new PluginLimitExceededException(
                    "a file or header of %d bytes in the archive is larger than %d"
                            .formatted(size, largest));
        }
    }

    /** Says it as the Docker engine does. */
    private InvalidPluginException invalid(TarException e) {
        boolean isCutShort =
                e.kind() == TarException.Kind.CUT_SHORT && tar.position() >= TarHeader.BLOCK;
        if (isCutShort) {
            return new InvalidPluginException("unexpected EOF: the archive is cut short", e);
        }
        String detail =
                e.kind() == TarException.Kind.DAMAGED ? ": %s".formatted(e.getMessage()) : "";
        return new InvalidPluginException(
                "failed to read from tar: archive/tar: invalid tar header" + detail, e);
    }
}
