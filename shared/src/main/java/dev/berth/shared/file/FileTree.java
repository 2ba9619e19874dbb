package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Deletes a folder and all below it ({@code rm -rf --one-file-system}); links are never followed,
 * and nothing is deleted through a mount, not even a bind mount of the same file system.
 */
public final class FileTree {
    private FileTree() {}

    /**
     * Deletes a tree; does nothing if it is not there.
     *
     * @throws IOException if something in it cannot be deleted, or is mounted: a mount and all
     *     below it stay
     */
    public static void delete(Path top) throws IOException {
        if (Files.notExists(top, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        requireNoMounts(top);
        Object device = device(top);
        Files.walkFileTree(
                top,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (!device(folder).equals(device)) {
                            throw mounted(folder);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** A bind mount of the same file system has the device of what is around it. */
    private static void requireNoMounts(Path top) throws IOException {
        Path absolute = top.toAbsolutePath().normalize();
        Path real = absolute.getParent().toRealPath().resolve(absolute.getFileName());
        List<Path> mounts = MountTable.readBelow(real).below(real);
        if (!mounts.isEmpty()) {
            throw mounted(mounts.get(0));
        }
    }

    private static IOException mounted(Path folder) {
        return new IOException(folder + " is mounted: unmount it first");
    }

    private static Object device(Path file) throws IOException {
        return Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    }
}
