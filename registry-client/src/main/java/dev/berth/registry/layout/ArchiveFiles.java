package dev.berth.registry.layout;

import dev.berth.registry.content.LimitedStream;
import dev.berth.registry.layout.TarContents.Slice;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A layout that is a tar archive. Nothing of it is unpacked: one pass over its headers tells where
 * its files are, and those are read in their places.
 */
final class ArchiveFiles implements LayoutFiles {
    private static final int GZIP = 0x1f8b;

    private final Path archive;
    private final int mostEntries;
    private Map<String, Slice> contents;

    ArchiveFiles(Path archive, int mostEntries) {
        this.archive = archive;
        this.mostEntries = mostEntries;
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        if (contents == null) {
            try (InputStream in = bytes()) {
                contents = TarContents.of(in, mostEntries);
            }
        }
        Slice slice = contents.get(name);
        return slice == null ? Optional.empty() : Optional.of(open(slice));
    }

    private InputStream open(Slice slice) throws IOException {
        InputStream in = bytes();
        try {
            in.skipNBytes(slice.offset());
            return new LimitedStream(in, slice.size());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Opens the archive as the tar it is, or was before it was compressed. */
    private InputStream bytes() throws IOException {
        boolean compressed = isCompressed();
        InputStream file = new InterruptibleStream(new FileInputStream(archive.toFile()));
        try {
            return compressed ? new BoundedGzipStream(file, archive.toFile().length()) : file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private boolean isCompressed() throws IOException {
        try (InputStream file = new FileInputStream(archive.toFile())) {
            return (file.read() << 8 | file.read()) == GZIP;
        }
    }
}
