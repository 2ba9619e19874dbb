package dev.berth.engine.itest;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of plugins' sockets. Every dockerd has them in the same place, whatever its own
 * folders are, and leaves empty ones behind.
 */
final class SocketFolders {
    private static final Path PLACE = Path.of("/run/docker/plugins");

    private final Set<Path> before;

    SocketFolders() throws IOException {
        before = all();
    }

    /** Deletes those that have come since; one with a socket in it is somebody else's. */
    void deleteNew() throws IOException {
        for (Path folder : all()) {
            if (!before.contains(folder)) {
                deleteIfEmpty(folder);
            }
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // It is in use.
            return;
        }
    }

    private static Set<Path> all() throws IOException {
        if (Files.notExists(PLACE)) {
            return Set.of();
        }
        try (Stream<Path> folders = Files.list(PLACE)) {
            return folders.filter(Files::isDirectory).collect(Collectors.toSet());
        }
    }
}
