package dev.berth.dist;

import dev.berth.shared.file.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A temporary folder for the time of this process, named by its process ID; the next process
 * deletes what a killed one left.
 *
 * @param path where it is
 */
record ScratchFolder(Path path) implements AutoCloseable {
    private static final String PREFIX = "berth-felix-";

    static ScratchFolder below(Path parent) throws IOException {
        Files.createDirectories(parent);
        sweep(parent);
        Path path = parent.resolve(PREFIX + ProcessHandle.current().pid());
        ScratchFolder folder = new ScratchFolder(path);
        if (Files.exists(path)) {
            // Left by a process that had the number before.
            folder.close();
        }
        Files.createDirectory(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : found) {
                String pid = folder.getFileName().toString().substring(PREFIX.length());
                if (pid.matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    new ScratchFolder(folder).close();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            FileTree.delete(path);
        } catch (IOException e) {
            System.err.println("Note: %s could not be removed: %s".formatted(path, e));
        }
    }
}
