package dev.berth.registry.layout;

import dev.berth.plugin.Digest;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarException;
import dev.berth.shared.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the files of a layout are in a tar archive; what else is in there is passed over. */
final class TarContents {
    private static final String BLOBS = "blobs/";
    private static final int LONGEST_EXTENSION = 1 << 16;

    private final TarReader tar;
    private final int mostEntries;
    private final Map<String, Slice> files = new HashMap<>();
    private int entries;

    /** Where a file's bytes are. */
    record Slice(long offset, long size) {}

    private TarContents(InputStream in, int mostEntries) {
        this.tar = new TarReader(in, this::checkExtension);
        this.mostEntries = mostEntries;
    }

    /**
     * Reads the headers of an archive.
     *
     * @throws LayoutException if it is none, or one that could be read in two ways
     */
    static Map<String, Slice> of(InputStream in, int mostEntries) throws IOException {
        TarContents contents = new TarContents(in, mostEntries);
        try {
            contents.scan();
        } catch (TarException e) {
            throw LayoutException.corrupt(words(e));
        }
        return contents.files;
    }

    private static String words(TarException e) {
        return switch (e.kind()) {
            case CUT_SHORT -> "breaks off in the middle of an entry";
            case NO_HEADER -> "is no tar archive, or a damaged one";
            case DAMAGED -> "has a damaged entry: " + e.getMessage();
        };
    }

    private void scan() throws IOException {
        for (Optional<TarEntry> e = tar.next(); e.isPresent(); e = tar.next()) {
            countEntry();
            take(e.get());
        }
    }

    private void checkExtension(long size) throws LayoutException {
        countEntry();
        if (size > LONGEST_EXTENSION) {
            throw LayoutException.corrupt("has an entry with a name of an absurd length");
        }
    }

    private void countEntry() throws LayoutException {
        if (++entries > mostEntries) {
            throw LayoutException.corrupt("has more than %d entries".formatted(mostEntries));
        }
    }

    private void take(TarEntry entry) throws LayoutException {
        String name = entry.name().startsWith("./") ? entry.name().substring(2) : entry.name();
        if (!isOfLayout(name)) {
            return;
        }
        boolean plain = !entry.isSparse() && (entry.type() == '0' || entry.type() == 0);
        if (!plain) {
            throw LayoutException.corrupt("has " + name + " as something else than a file");
        }
        if (files.put(name, new Slice(tar.position(), entry.contentSize())) != null) {
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
}
