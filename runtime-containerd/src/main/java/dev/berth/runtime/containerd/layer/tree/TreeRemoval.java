package dev.berth.runtime.containerd.layer.tree;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes a folder of a root filesystem that is being made: nothing is mounted in it. */
final class TreeRemoval extends SimpleFileVisitor<Path> {
    private TreeRemoval() {
        super();
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new TreeRemoval());
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
    }
}
