package dev.berth.registry.layout;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file so that it is there whole or not at all, whatever happens in between. */
final class AtomicFile {
    static final String PREFIX = ".berth-";

    private AtomicFile() {}

    /** Writes what is in a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, or puts it in the place of the one that is there.
     *
     * @param folder where to write it until it is whole, on the same disk
     */
    static void write(Path folder, Path file, Content content) throws IOException {
        Path part = Files.createTempFile(folder, PREFIX, "");
        try {
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                content.writeTo(out);
                out.getChannel().force(true);
            }
            makeReadable(part);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        try (FileChannel parent = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    /** Other tools and users are to read it; file systems of sticks have no permissions. */
    private static void makeReadable(Path part) throws IOException {
        if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
