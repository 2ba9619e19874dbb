package dev.berth.runtime.containerd.task;

import dev.berth.shared.file.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of one task below the configured run folder: the FIFOs of its output, an empty folder,
 * its mounts as mount(8) reads them, and notes of them.
 */
record RunFolder(Path path) {

    static RunFolder of(Path parent, String id) {
        return new RunFolder(parent.resolve(id));
    }

    /** Returns the IDs that have a folder. */
    static Set<String> ids(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        } catch (NoSuchFileException e) {
            return Set.of();
        }
    }

    /** Deletes the folder of all of them if there is none left. */
    static void deleteEmpty(Path parent) {
        try {
            Files.deleteIfExists(parent);
        } catch (IOException e) {
            // One is left, of a plugin that runs on.
            return;
        }
    }

    void create() throws IOException {
        try {
            createFolder();
        } catch (NoSuchFileException e) {
            // Another engine has stopped meanwhile, and found their parent empty.
            createFolder();
        }
        Files.createDirectory(empty());
    }

    private void createFolder() throws IOException {
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * Opens the pipes, for both sides, so that who waits for a reader goes on: the shim does while
     * it makes a task for an engine that has died.
     */
    Closeable holdPipes() throws IOException {
        FileChannel out = hold(stdout());
        FileChannel err = hold(stderr());
        return () -> {
            try (out) {
                err.close();
            }
        };
    }

    private static FileChannel hold(Path pipe) throws IOException {
        Path there = Files.exists(pipe) ? pipe : Path.of("/dev/null");
        return FileChannel.open(there, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    Path stdout() {
        return path.resolve("stdout");
    }

    Path stderr() {
        return path.resolve("stderr");
    }

    Path empty() {
        return path.resolve("empty");
    }

    /** Returns the file of the task's mounts for mount(8). */
    Path fstab() {
        return path.resolve("fstab");
    }

    /** Returns the note of the task's propagated mount. */
    MountNote propagatedMount() {
        return new MountNote(path.resolve("mount"));
    }

    /** Returns the note of the mount that the task's socket folder is. */
    MountNote socketFolder() {
        return new MountNote(path.resolve("socket-folder"));
    }

    /** Returns whether the folder of another task notes a propagated mount, too. */
    boolean isNotedBeside(Path mount) throws IOException {
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(path.getParent(), Files::isDirectory)) {
            for (Path folder : folders) {
                if (!folder.equals(path)
                        && new RunFolder(folder)
                                .propagatedMount()
                                .get()
                                .equals(Optional.of(mount))) {
                    return true;
                }
            }
            return false;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    void delete() throws IOException {
        FileTree.delete(path);
    }
}
