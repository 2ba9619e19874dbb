package dev.berth.core.archive;

import dev.berth.plugin.error.InvalidPluginException;
import dev.berth.shared.tar.PaxRecords;
import dev.berth.shared.tar.TarEntry;
import dev.berth.shared.tar.TarExtension;
import dev.berth.shared.tar.TarHeader;
import dev.berth.shared.tar.TarHeaderBuilder;
import dev.berth.shared.tar.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An entry under {@code rootfs/}, which is written with its names as seen from inside of it. */
final class RootfsEntry {
    static final String ROOTFS = "rootfs";
    private static final String TOP = "./";

    /** Where records may have the name. */
    private static final String[] PAX_NAMES = {"GNU.sparse.name", "path"};

    private final TarEntry entry;

    private RootfsEntry(TarEntry entry) {
        this.entry = entry;
    }

    /**
     * Takes an entry if it is one of the root filesystem.
     *
     * @throws InvalidPluginException if it is the folder itself and is none, or leads out of it
     */
    static Optional<RootfsEntry> of(TarEntry entry) {
        String name = bare(entry.name());
        if (!name.equals(ROOTFS) && !name.startsWith(ROOTFS + "/")) {
            return Optional.empty();
        }
        if (inside(name).equals(TOP) && !entry.isFolder()) {
            throw new InvalidPluginException("rootfs in the archive is not a folder");
        }
        return Optional.of(new RootfsEntry(entry));
    }

    /**
     * Takes down what unpacking it makes.
     *
     * @throws InvalidPluginException if it cannot be made after what is there
     */
    void unpackTo(UnpackedPaths paths) {
        String path = inside(entry.name());
        String name = bare(entry.name());
        if (entry.isHardLink()) {
            paths.hardLink(path, name, inside(entry.link()), entry.link());
        } else if (entry.isSymbolicLink()) {
            paths.symbolicLink(path, name);
        } else if (entry.isFolder()) {
            paths.folder(path, name);
        } else {
            paths.file(path, name);
        }
    }

    /** Writes the header and the extensions before it. */
    void writeHeaders(TarWriter to) throws IOException {
        if (entry.extensions().pax().isPresent()) {
            to.extension(entry.extensions().pax().get().header(), records().bytes());
        }
        if (entry.extensions().longName().isPresent()) {
            TarExtension name = entry.extensions().longName().get();
            to.extension(name.header(), terminated(inside(name.text())));
        }
        if (entry.extensions().longLink().isPresent()) {
            TarExtension link = entry.extensions().longLink().get();
            to.extension(link.header(), terminated(linked(link.text())));
        }
        to.header(header());
    }

    private PaxRecords records() {
        PaxRecords records = entry.records();
        for (String key : PAX_NAMES) {
            records = records.replacing(key, RootfsEntry::inside);
        }
        return records.replacing("linkpath", this::linked);
    }

    private TarHeader header() throws IOException {
        TarHeader header = entry.header();
        TarHeader renamed = TarHeaderBuilder.shortened(header, inside(header.name()));
        return entry.isHardLink()
                ? TarHeaderBuilder.of(renamed).link(inside(header.link())).build()
                : renamed;
    }

    /** A hard link leads to a name of the archive, a symbolic one to one of the plugin's. */
    private String linked(String link) {
        return entry.isHardLink() ? inside(link) : link;
    }

    /** Takes the folder off the front of a path; what lies elsewhere stays as it is. */
    private static String inside(String path) {
        String bare = bare(path);
        if (!bare.equals(ROOTFS) && !bare.startsWith(ROOTFS + "/")) {
            return path;
        }
        String rest = bare(bare.substring(ROOTFS.length()));
        return rest.isEmpty() || rest.equals(".") ? TOP : rest;
    }

    /** Returns a path without {@code ./} or {@code /} in front. */
    static String bare(String path) {
        String rest = path;
        while (rest.startsWith("./") || rest.startsWith("/")) {
            rest = rest.substring(rest.startsWith("/") ? 1 : 2);
        }
        return rest;
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }
}
