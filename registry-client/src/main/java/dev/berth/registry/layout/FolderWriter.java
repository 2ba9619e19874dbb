package dev.berth.registry.layout;

import dev.berth.shared.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes the files of a layout folder, to which several processes may write at once: each file is
 * there whole or not at all, and readable by everybody.
 */
final class FolderWriter {
    /** How the names of files begin that are not whole yet. */
    static final String PREFIX = ".berth-";

    private static final Duration STALE = Duration.ofDays(1);

    private final Path folder;

    /** Writes what is in a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    FolderWriter(Path folder) {
        this.folder = folder;
    }

    /** Writes a file, in place of the one that may be there. */
    void write(Path file, Content content) throws IOException {
        try (AtomicFile whole = AtomicFile.create(folder, PREFIX, file)) {
            content.writeTo(whole.out());
            whole.makeReadable();
            whole.commitDurably();
        }
    }

    /** Takes away what pushes left behind that were killed; those that go on write all the time. */
    void sweep() throws IOException {
        Instant stale = Instant.now().minus(STALE);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path part : parts) {
                if (isBefore(stale, part)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static boolean isBefore(Instant stale, Path part) throws IOException {
        try {
            return Files.getLastModifiedTime(part).toInstant().isBefore(stale);
        } catch (NoSuchFileException e) {
            // Another writer has just finished it.
            return false;
        }
    }
}
