package dev.berth.runtime.containerd.layer.tree;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A root filesystem that is being made. Its <em>locations</em> are paths from the root, of folders
 * that are no links; symbolic links are followed as from inside, as by {@code fs.RootPath} of
 * containerd's. Nobody else may write below it meanwhile: folders that were looked at are known.
 */
final class RootDirectory {
    private static final int MOST_LINKS = 255;
    private static final int MOST_KNOWN = 10_000;

    private final Path root;
    private final Set<String> folders = new HashSet<>();

    RootDirectory(Path root) {
        this.root = root;
    }

    /** Returns the path on the host. */
    Path path(String location) {
        return location.isEmpty() ? root : root.resolve(FileNames.path(location));
    }

    /** Returns whether there is nothing to follow on the way to a folder. */
    boolean isKnown(String folder) {
        return folder.isEmpty() || folders.contains(folder);
    }

    /**
     * Returns where a path leads, with all links on the way and the last one followed; what is
     * missing is taken as written.
     *
     * @param visited gets each location on the way, links too
     */
    String resolve(String path, Consumer<String> visited) throws IOException {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(path.split("/")));
        String here = "";
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            if (name.equals("..")) {
                here = FileNames.parent(here);
            } else if (!name.isEmpty() && !name.equals(".")) {
                String next = FileNames.join(here, name);
                visited.accept(next);
                if (!isLink(next)) {
                    here = next;
                } else if (++links > MOST_LINKS) {
                    throw new FileSystemException(path, null, "too many links");
                } else {
                    here = follow(next, left);
                }
            }
        }
        return here;
    }

    private boolean isLink(String location) throws IOException {
        BasicFileAttributes facts = folders.contains(location) ? null : facts(location);
        if (facts != null && facts.isDirectory()) {
            know(location);
        }
        return facts != null && facts.isSymbolicLink();
    }

    /** Puts a link's target before what is left of a path, and returns where that begins. */
    private String follow(String link, Deque<String> left) throws IOException {
        String target = FileNames.name(Files.readSymbolicLink(path(link)));
        String[] parts = target.split("/");
        for (int i = parts.length - 1; i >= 0; i--) {
            left.addFirst(parts[i]);
        }
        return target.startsWith("/") ? "" : FileNames.parent(link);
    }

    /** Returns what is known of a file, and nothing, not an {@link java.util.Optional}, if not. */
    BasicFileAttributes facts(String location) throws IOException {
        try {
            return Files.readAttributes(
                    path(location), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Makes a folder and those above it where there is nothing; throws where there is a file. */
    void requireFolder(String location) throws IOException {
        if (isKnown(location)) {
            return;
        }
        Deque<String> missing = new ArrayDeque<>();
        String here = location;
        while (!isKnown(here) && isMissing(here)) {
            missing.push(here);
            here = FileNames.parent(here);
        }
        for (String folder : missing) {
            Files.createDirectory(path(folder));
            FileFacts.permissions(path(folder), 0755);
            know(folder);
        }
    }

    private boolean isMissing(String location) throws IOException {
        BasicFileAttributes facts = facts(location);
        if (facts != null && !facts.isDirectory()) {
            throw new NotDirectoryException(location);
        }
        return facts == null;
    }

    /**
     * Makes a folder, unless there is one.
     *
     * @return whether there was none
     */
    boolean makeFolder(String location) throws IOException {
        if (isKnown(location)) {
            return false;
        }
        try {
            Files.createDirectory(path(location));
        } catch (FileAlreadyExistsException e) {
            if (isFolder(location)) {
                know(location);
                return false;
            }
            remove(location);
            Files.createDirectory(path(location));
        }
        know(location);
        return true;
    }

    /** Deletes a file, or a folder and all in it, if there is one; no link is followed. */
    void remove(String location) throws IOException {
        Path path = path(location);
        try {
            if (Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isDirectory()) {
                folders.clear();
                TreeRemoval.delete(path);
            } else {
                Files.delete(path);
            }
        } catch (NoSuchFileException e) {
            // It is gone, as it should be.
            return;
        }
    }

    /** Returns whether there is a folder, which is no link. */
    boolean isFolder(String location) throws IOException {
        BasicFileAttributes facts = facts(location);
        return facts != null && facts.isDirectory();
    }

    /** Returns the names in a folder. */
    List<String> list(String location) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path(location))) {
            for (Path file : files) {
                names.add(FileNames.name(file.getFileName()));
            }
        }
        return names;
    }

    /** Makes a file in the place of what is there, if there is something. */
    void replace(String location, FileMaker maker) throws IOException {
        Path path = path(location);
        try {
            maker.make(path);
        } catch (FileAlreadyExistsException e) {
            remove(location);
            maker.make(path);
        }
    }

    /** Makes a file where there is none. */
    interface FileMaker {
        /**
         * Makes it.
         *
         * @throws FileAlreadyExistsException if there is one
         */
        void make(Path path) throws IOException;
    }

    /** Somebody else has written below the root. */
    void forget() {
        folders.clear();
    }

    private void know(String folder) {
        if (folders.size() >= MOST_KNOWN) {
            folders.clear();
        }
        // Those above it are known as well, or have been.
        folders.add(folder);
    }
}
