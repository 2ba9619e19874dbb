package dev.berth.runtime.containerd.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Optional;

/** A note of where a task has a mount, which is there whole or not at all: a symbolic link. */
record MountNote(Path link) {

    /** Notes the real path of a mount. */
    void set(Path mount) throws IOException {
        Files.createSymbolicLink(link, mount);
    }

    /** Returns what is noted, if anything is. */
    Optional<Path> get() throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (NoSuchFileException | NotLinkException e) {
            return Optional.empty();
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(link);
    }
}
