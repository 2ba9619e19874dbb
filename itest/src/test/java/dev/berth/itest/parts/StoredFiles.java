package dev.berth.itest.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/** The files below an engine's root, without those of an engine that has no plugins. */
public final class StoredFiles {
    private static final Set<String> ALWAYS_THERE =
            Set.of(
                    "lock",
                    "engine-id",
                    "decisions.log",
                    "content/oci-layout",
                    "content/index.json");

    private static final String BEING_DELETED = "-removing";

    private StoredFiles() {}

    /**
     * Returns the files below an engine's root that are there because of plugins; none of what an
     * engine that runs still deletes after a removal.
     */
    public static Set<String> below(Path root) {
        Set<String> found = new TreeSet<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return folder.toString().endsWith(BEING_DELETED)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            String name = root.relativize(file).toString();
                            if (Files.isRegularFile(file)
                                    && !name.endsWith(BEING_DELETED)
                                    && !ALWAYS_THERE.contains(name)) {
                                found.add(name);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure)
                                throws IOException {
                            if (failure instanceof NoSuchFileException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw failure;
                        }
                    });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
