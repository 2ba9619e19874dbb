package dev.berth.capability;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Objects;

/**
 * A folder of a plugin as the host sees it, below a root that the plugin cannot replace. Immutable.
 *
 * <p>Whatever is below the root is the plugin's: it can put a symbolic link to any place of the
 * host where a folder or file was, also between a check and the use. {@link #open} follows none.
 */
public final class HostFolder {
    private final Path root;
    private final Path below;

    private HostFolder(Path root, Path below) {
        this.root = root;
        this.below = below;
    }

    /**
     * Returns a folder.
     *
     * @param root absolute; the host's own
     * @param below relative to the root, empty for the root itself
     * @throws IllegalArgumentException if the root is relative, or the folder is not below it
     */
    public static HostFolder of(Path root, Path below) {
        Path relative = Objects.requireNonNull(below, "below").normalize();
        if (!Objects.requireNonNull(root, "root").isAbsolute()
                || relative.isAbsolute()
                || relative.startsWith("..")) {
            throw new IllegalArgumentException("%s is not below %s".formatted(below, root));
        }
        return new HostFolder(root.normalize(), relative);
    }

    /** Returns the path on the host. Whoever uses it follows the links that the plugin makes. */
    public Path path() {
        return root.resolve(below).normalize();
    }

    /**
     * Opens the folder, following no link below the root ({@code openat(2)} with {@code O_NOFOLLOW}
     * for each name). Work in it by single names, and with {@link LinkOption#NOFOLLOW_LINKS}: a
     * name that has several parts, or {@code ..}, is followed. A named pipe in a file's place
     * blocks who opens it; its attributes tell.
     *
     * @return to be closed by the caller
     * @throws IOException if it is not there, or a link is in its place
     */
    public SecureDirectoryStream<Path> open() throws IOException {
        SecureDirectoryStream<Path> folder = secure(Files.newDirectoryStream(root));
        if (below.toString().isEmpty()) {
            return folder;
        }
        for (Path name : below) {
            try (SecureDirectoryStream<Path> parent = folder) {
                folder = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return folder;
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> folder)
            throws IOException {
        if (folder instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        folder.close();
        throw new IOException("this file system has no openat(2)");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostFolder that
                && root.equals(that.root)
                && below.equals(that.below);
    }

    @Override
    public int hashCode() {
        return Objects.hash(root, below);
    }

    @Override
    public String toString() {
        return "HostFolder[root=%s, below=%s]".formatted(root, below);
    }
}
