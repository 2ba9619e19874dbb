package dev.berth.itest.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Deletes folders of the tests, after unmounting what is mounted below them. */
final class TestFolders {
    private static final int MOUNT_POINT = 4;

    private TestFolders() {}

    static void delete(Path folder) {
        try {
            for (Path mount : mountsBelow(folder)) {
                new ProcessBuilder("umount", "-l", mount.toString()).inheritIO().start().waitFor();
            }
            if (!mountsBelow(folder).isEmpty()) {
                throw new IOException("still mounted: " + mountsBelow(folder));
            }
            deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the mount points at and below a folder, the deepest and last first. */
    static List<Path> mountsBelow(Path folder) throws IOException {
        List<Path> mounts =
                Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                        .map(line -> Path.of(line.split(" ")[MOUNT_POINT]))
                        .filter(mount -> mount.startsWith(folder))
                        .toList();
        List<Path> reversed = new ArrayList<>(mounts);
        Collections.reverse(reversed);
        return reversed;
    }

    private static void deleteTree(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                            throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
