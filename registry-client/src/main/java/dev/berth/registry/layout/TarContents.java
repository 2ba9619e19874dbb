package dev.berth.registry.layout;

import dev.berth.plugin.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Where the files of a layout are in a tar archive; what else is in there is passed over. */
final class TarContents {
    private static final String BLOBS = "blobs/";

    private final InputStream in;
    private final int mostEntries;
    private final Map<String, Slice> files = new HashMap<>();
    private long position;

    /** Where a file's bytes are. */
    record Slice(long offset, long size) {}

    private TarContents(InputStream in, int mostEntries) {
        this.in = in;
        this.mostEntries = mostEntries;
    }

    /**
     * Reads the headers of an archive.
     *
     * @throws LayoutException if it is none, or one that could be read in two ways
     */
    static Map<String, Slice> of(InputStream in, int mostEntries) throws IOException {
        TarContents contents = new TarContents(in, mostEntries);
        contents.scan();
        return contents.files;
    }

    private void scan() throws IOException {
        int entries = 0;
        TarExtras extras = TarExtras.NONE;
        for (byte[] block = next(); block.length > 0; block = next()) {
            if (++entries > mostEntries) {
                throw LayoutException.corrupt("has more than %d entries".formatted(mostEntries));
            }
            TarHeader header = TarHeader.parse(block);
            if (TarExtras.isExtra(header)) {
                extras = extras.and(header, read(header.size()));
                skip(padding(header.size()));
            } else {
                TarHeader whole = extras.completed(header);
                take(whole, extras.sparse());
                skip(whole.size() + padding(whole.size()));
                extras = TarExtras.NONE;
            }
        }
    }

    private void take(TarHeader header, boolean sparse) throws LayoutException {
        String name = header.name().startsWith("./") ? header.name().substring(2) : header.name();
        if (!isOfLayout(name)) {
            return;
        }
        boolean plain = !sparse && (header.type() == '0' || header.type() == 0);
        if (!plain) {
            throw LayoutException.corrupt("has " + name + " as something else than a file");
        }
        if (files.put(name, new Slice(position, header.size())) != null) {
            throw LayoutException.corrupt("has " + name + " twice");
        }
    }

    private static boolean isOfLayout(String name) {
        return name.equals(LayoutFiles.MARKER)
                || name.equals(LayoutFiles.INDEX)
                || name.startsWith(BLOBS)
                        && Digest.tryParse(name.substring(BLOBS.length()).replaceFirst("/", ":"))
                                .isPresent();
    }

    /** Returns the next header; nothing at the end. */
    private byte[] next() throws IOException {
        byte[] block = read(TarHeader.BLOCK);
        for (byte one : block) {
            if (one != 0) {
                return block;
            }
        }
        return new byte[0];
    }

    private byte[] read(long length) throws IOException {
        if (length > TarExtras.LONGEST) {
            throw LayoutException.corrupt("has an entry with a name of an absurd length");
        }
        byte[] bytes = in.readNBytes((int) length);
        position += bytes.length;
        // An archive may end without the empty blocks that should be there, but not in a header.
        if (bytes.length > 0 && bytes.length < length) {
            throw LayoutException.corrupt("breaks off in the middle of an entry");
        }
        return bytes;
    }

    private static long padding(long size) {
        return Math.floorMod(-size, (long) TarHeader.BLOCK);
    }

    private void skip(long length) throws IOException {
        in.skipNBytes(length);
        position += length;
    }
}
