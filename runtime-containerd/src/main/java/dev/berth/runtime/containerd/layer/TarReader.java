package dev.berth.runtime.containerd.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Walks a tar archive without its contents, and in doubt as Go's reader does, which is the one that
 * unpacks it. A library would have done, but Commons Compress reads extended attributes as text,
 * and a file capability is none.
 */
final class TarReader {
    /** Files, links, devices, folders, pipes; what else there is, Docker does not unpack either. */
    private static final String TYPES = "\0" + "0123456";

    private static final String TYPES_WITH_CONTENT = "\0" + "0";

    private final InputStream in;
    private final UnpackLimits limits;
    private Map<String, byte[]> extensions = Map.of();
    private String longName = "";
    private String longLink = "";

    TarReader(InputStream in, UnpackLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Returns the next entry, or nothing at the end. */
    Optional<TarEntry> next() throws IOException {
        forget();
        for (TarHeader header = header(); header != null; header = header()) {
            switch (header.type()) {
                case 'x' -> extensions = PaxRecords.parse(content(header));
                case 'L' -> longName = text(content(header));
                case 'K' -> longLink = text(content(header));
                case 'g' -> {
                    PaxRecords.parse(content(header));
                    forget();
                }
                default -> {
                    return Optional.of(entry(header));
                }
            }
        }
        return Optional.empty();
    }

    private void forget() {
        extensions = Map.of();
        longName = "";
        longLink = "";
    }

    private TarEntry entry(TarHeader header) throws IOException {
        SparseRecords sparse = SparseRecords.of(extensions);
        String name = sparse.name().orElse(firstOf(longName, said("path"), header.name()));
        if (TYPES.indexOf(header.type()) < 0) {
            throw new IOException("its entry " + name + " is of type '" + header.type() + "'");
        }
        // Links and folders have no content in Go's eyes, whatever they say of its size.
        boolean hasContent = TYPES_WITH_CONTENT.indexOf(header.type()) >= 0;
        long size = PaxRecords.number(said("size")).orElse(header.size());
        if (header.type() == '\0' && name.endsWith("/") && size > 0) {
            throw new IOException("its entry " + name + " is a folder with content");
        }
        long stored = hasContent ? size : 0;
        skip(stored + padding(stored));
        return new TarEntry(
                header.type(),
                name,
                firstOf(longLink, said("linkpath"), header.link()),
                Math.max(stored, sparse.size()),
                extensions);
    }

    private String said(String key) {
        return text(extensions.getOrDefault(key, new byte[0]));
    }

    private static String firstOf(String gnu, String extension, String plain) {
        if (!gnu.isEmpty()) {
            return gnu;
        }
        return extension.isEmpty() ? plain : extension;
    }

    /** The archive ends with two empty blocks, or with what is read. */
    private TarHeader header() throws IOException {
        TarHeader header = new TarHeader(in.readNBytes(TarHeader.SIZE));
        if (header.block().length > 0 && header.block().length < TarHeader.SIZE) {
            throw cutShort();
        }
        if (!header.isEmpty()) {
            header.check();
            return header;
        }
        byte[] second = in.readNBytes(TarHeader.SIZE);
        if (!new TarHeader(second).isEmpty()) {
            throw new IOException("its tar goes on after an empty block");
        }
        return null;
    }

    private byte[] content(TarHeader header) throws IOException {
        long size = header.size();
        limits.checkExtension(size);
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
            throw cutShort();
        }
        skip(padding(size));
        return content;
    }

    private void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw cutShort();
        }
    }

    private static EOFException cutShort() {
        return new EOFException("its tar is cut short");
    }

    private static long padding(long size) {
        return -size & TarHeader.SIZE - 1;
    }

    /** GNU's names end with a zero. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
