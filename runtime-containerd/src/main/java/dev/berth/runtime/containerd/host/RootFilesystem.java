package dev.berth.runtime.containerd.host;

import dev.berth.shared.file.NewFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A plugin's root filesystem as a scope for paths: each is resolved as by a process inside, so that
 * no symbolic link in it leads out (as {@code securejoin} in Go).
 */
public record RootFilesystem(Path path) {
    private static final int MOST_LINKS = 40;
    private static final String FOLDER = "rwxr-xr-x";
    private static final String FILE = "rw-r--r--";

    /** Returns where a path inside lies on the host; what is missing of it is taken as written. */
    public Path resolve(String inside) throws IOException {
        Deque<Path> left = new ArrayDeque<>();
        Path.of(inside).forEach(left::addLast);
        Path here = path;
        int links = 0;
        while (!left.isEmpty()) {
            Path name = left.removeFirst();
            if (name.toString().equals("..")) {
                here = here.equals(path) ? path : here.getParent();
            } else if (!name.toString().isEmpty() && !name.toString().equals(".")) {
                Path next = here.resolve(name);
                if (!Files.isSymbolicLink(next)) {
                    here = next;
                } else if (++links > MOST_LINKS) {
                    throw new FileSystemException(inside, null, "too many symbolic links");
                } else {
                    here = follow(Files.readSymbolicLink(next), here, left);
                }
            }
        }
        return here;
    }

    /** Makes an empty file, and the folders above it, if there is nothing; idempotent. */
    public void addFile(String inside) throws IOException {
        addIfAbsent(
                resolve(inside),
                file -> {
                    Files.createFile(file);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
                });
    }

    /** Makes a symbolic link, and the folders above it, if there is nothing; idempotent. */
    public void addLink(String folder, String name, String target) throws IOException {
        addIfAbsent(
                resolve(folder).resolve(name),
                link -> Files.createSymbolicLink(link, Path.of(target)));
    }

    /** Two tasks of one root filesystem may prepare it at once: either makes the entry. */
    private static void addIfAbsent(Path entry, Creation creation) throws IOException {
        if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            NewFolder.make(entry.getParent(), FOLDER);
            try {
                creation.create(entry);
            } catch (FileAlreadyExistsException e) {
                // By the other task.
            }
        }
    }

    @FunctionalInterface
    private interface Creation {
        void create(Path entry) throws IOException;
    }

    private Path follow(Path target, Path here, Deque<Path> left) {
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
            left.addFirst(target.getName(i));
        }
        return target.isAbsolute() ? path : here;
    }
}
