package dev.berth.runtime.containerd.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Walks a tar archive without its contents. A library would have done, but Commons Compress reads
 * extended attributes as text, and a file capability is none.
 */
final class TarReader {
    private static final int LONGEST_EXTENSION = 1024 * 1024;

    private final InputStream in;
    private final byte[] skipped = new byte[64 * 1024];

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Returns the next entry, or nothing at the end. */
    Optional<TarEntry> next() throws IOException {
        Map<String, byte[]> extensions = Map.of();
        String longName = null;
        String longLink = null;
        for (TarHeader header = header(); header != null; header = header()) {
            switch (header.type()) {
                case 'x' -> extensions = PaxRecords.parse(content(header));
                case 'L' -> longName = text(content(header));
                case 'K' -> longLink = text(content(header));
                case 'g' -> content(header);
                default -> {
                    return Optional.of(entry(header, extensions, longName, longLink));
                }
            }
        }
        return Optional.empty();
    }

    private TarEntry entry(
            TarHeader header, Map<String, byte[]> extensions, String longName, String longLink)
            throws IOException {
        if (header.type() == 'S') {
            skipSparseMap(header);
        }
        byte[] size = extensions.get("size");
        skip(size == null ? header.size() : Long.parseLong(text(size)));
        return new TarEntry(
                header.type(),
                chosen(extensions.get("path"), longName, header.name()),
                chosen(extensions.get("linkpath"), longLink, header.link()),
                extensions);
    }

    private static String chosen(byte[] extension, String gnu, String plain) {
        if (extension != null) {
            return text(extension);
        }
        return gnu != null ? gnu : plain;
    }

    private TarHeader header() throws IOException {
        byte[] block = in.readNBytes(TarHeader.SIZE);
        TarHeader header = new TarHeader(block);
        if (block.length == 0 || block.length == TarHeader.SIZE && header.isEmpty()) {
            return null;
        }
        if (block.length < TarHeader.SIZE) {
            throw new EOFException("the archive is cut short");
        }
        header.check();
        return header;
    }

    private byte[] content(TarHeader header) throws IOException {
        long size = header.size();
        if (size < 0 || size > LONGEST_EXTENSION) {
            throw new IOException("an extension of " + size + " bytes");
        }
        byte[] content = in.readNBytes((int) size);
        in.skipNBytes(padding(size));
        return content;
    }

    /** Reads instead of skipping: an inflating stream skips in steps of 512 bytes. */
    private void skip(long size) throws IOException {
        long left = size + padding(size);
        while (left > 0) {
            int read = in.read(skipped, 0, (int) Math.min(left, skipped.length));
            if (read < 0) {
                throw new EOFException("the archive is cut short");
            }
            left -= read;
        }
    }

    private void skipSparseMap(TarHeader header) throws IOException {
        boolean more = header.hasMoreSparse();
        while (more) {
            more = new TarHeader(in.readNBytes(TarHeader.SIZE)).isFollowedBySparse();
        }
    }

    private static long padding(long size) {
        return -size & TarHeader.SIZE - 1;
    }

    /** Long names end with a zero. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
