package dev.berth.core.archive;

import dev.berth.plugin.error.InvalidPluginException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A header with the extensions that stood before it, read together. */
final class TarEntry {
    private static final char PAX = 'x';
    private static final char GNU_NAME = 'L';
    private static final char GNU_LINK = 'K';
    private static final char GNU_SPARSE = 'S';
    private static final char HARD_LINK = '1';
    private static final char FOLDER = '5';

    /** Where pax may have the name, strongest first. */
    private static final String[] PAX_NAMES = {"GNU.sparse.name", "path"};

    private final TarHeader header;
    private TarHeader paxHeader;
    private PaxRecords pax = new PaxRecords();
    private TarHeader nameHeader;
    private String longName;
    private TarHeader linkHeader;
    private String longLink;

    TarEntry(TarHeader header) {
        this.header = header;
        if (header.type() == GNU_SPARSE) {
            throw new InvalidPluginException(
                    "%s is sparse in GNU's old form: make the archive with --format=posix"
                            .formatted(header.name()));
        }
    }

    boolean isExtension() {
        return header.type() == PAX || header.type() == GNU_NAME || header.type() == GNU_LINK;
    }

    /** Takes this extension's data, and goes on to the header behind it. */
    TarEntry before(byte[] data, TarHeader next) {
        TarEntry entry = new TarEntry(next);
        entry.paxHeader = paxHeader;
        entry.pax = pax;
        entry.nameHeader = nameHeader;
        entry.longName = longName;
        entry.linkHeader = linkHeader;
        entry.longLink = longLink;
        switch (header.type()) {
            case PAX -> {
                entry.paxHeader = header;
                entry.pax = PaxRecords.parse(data);
            }
            case GNU_NAME -> {
                entry.nameHeader = header;
                entry.longName = text(data);
            }
            default -> {
                entry.linkHeader = header;
                entry.longLink = text(data);
            }
        }
        return entry;
    }

    long dataSize() {
        String size = pax.get("size");
        if (size == null || !header.hasData()) {
            return header.size();
        }
        if (!size.matches("[0-9]{1,18}")) {
            throw new InvalidPluginException("a file's size in the archive is " + size);
        }
        return Long.parseLong(size);
    }

    /** Returns the name without {@code ./} or {@code /} in front. */
    String name() {
        for (String key : PAX_NAMES) {
            if (pax.get(key) != null) {
                return bare(pax.get(key));
            }
        }
        return bare(longName != null ? longName : header.name());
    }

    boolean isFolder() {
        // Before there were types, a slash at the end of a file's name made it a folder.
        return header.type() == FOLDER || (header.type() < '1' && header.name().endsWith("/"));
    }

    /** Passes unless this is another name of something outside of a folder. */
    void requireLinkInside(String folder) {
        String link = pax.get("linkpath") != null ? pax.get("linkpath") : longLink;
        String target = bare(link != null ? link : header.link());
        if (header.type() == HARD_LINK && !target.startsWith(folder + "/")) {
            throw new InvalidPluginException(
                    "%s is a hard link to %s, which is not in %s/: copy the file instead"
                            .formatted(name(), target, folder));
        }
    }

    /** Writes all headers of this entry, with names as seen from inside a folder. */
    void writeHeaders(OutputStream out, String folder) throws IOException {
        if (paxHeader != null) {
            for (String key : PAX_NAMES) {
                pax.replace(key, path -> inside(folder, path));
            }
            if (header.type() == HARD_LINK) {
                pax.replace("linkpath", path -> inside(folder, path));
            }
            writeExtension(out, paxHeader, pax.bytes());
        }
        if (nameHeader != null) {
            writeExtension(out, nameHeader, terminated(inside(folder, longName)));
        }
        if (linkHeader != null) {
            boolean path = header.type() == HARD_LINK;
            writeExtension(out, linkHeader, terminated(path ? inside(folder, longLink) : longLink));
        }
        header.rename(inside(folder, header.name()));
        if (header.type() == HARD_LINK) {
            header.relink(inside(folder, header.link()));
        }
        out.write(header.bytes());
    }

    private static void writeExtension(OutputStream out, TarHeader header, byte[] data)
            throws IOException {
        header.resize(data.length);
        out.write(header.bytes());
        int blocks = (data.length + TarHeader.BLOCK - 1) / TarHeader.BLOCK;
        out.write(Arrays.copyOf(data, blocks * TarHeader.BLOCK));
    }

    /** Takes a folder off the front of a path; what lies elsewhere stays as it is. */
    private static String inside(String folder, String path) {
        String bare = bare(path);
        if (bare.equals(folder) || bare.equals(folder + "/")) {
            return "./";
        }
        return bare.startsWith(folder + "/") ? bare.substring(folder.length() + 1) : path;
    }

    private static String bare(String path) {
        String rest = path;
        while (rest.startsWith("./") || rest.startsWith("/")) {
            rest = rest.substring(rest.startsWith("/") ? 1 : 2);
        }
        return rest;
    }

    private static String text(byte[] data) {
        int end = data.length;
        while (end > 0 && data[end - 1] == 0) {
            end--;
        }
        return new String(data, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }
}
