package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that nobody but root and this process's user can write to or replace, as sshd demands of
 * its files (StrictModes): it and each folder above it is theirs, and not writable by others. Above
 * it a sticky one ({@code /tmp}) may be, and a link that is theirs; the folder itself is no link.
 */
public final class TrustedFolder {
    private TrustedFolder() {}

    /**
     * Makes a folder, if it is not there, and checks it.
     *
     * @param permissions of a new one, {@code rwx------}
     * @throws UntrustedFolderException if others can write to it or replace it
     */
    public static void make(Path folder, String permissions) throws IOException {
        NewFolder.make(folder, permissions);
        require(folder);
    }

    /**
     * Checks a folder.
     *
     * @throws UntrustedFolderException if others can write to it or replace it
     */
    public static void require(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(absolute)) {
            throw new UntrustedFolderException(absolute, "is a link: name the folder it leads to");
        }
        requireEach(absolute);
        Path real = absolute.toRealPath();
        if (!real.equals(absolute)) {
            requireEach(real);
        }
    }

    private static void requireEach(Path folder) throws IOException {
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            FileStatus status = FileStatus.of(above);
            require(above, status, status.isLink() || status.isSticky());
        }
        require(folder, FileStatus.of(folder), false);
    }

    /**
     * @param written whether it may be written by others
     */
    private static void require(Path folder, FileStatus status, boolean written)
            throws IOException {
        if (!status.isOwn()) {
            throw new UntrustedFolderException(
                    folder, "belongs to %s: chown it to root".formatted(status.owner()));
        }
        if (status.isWritableByOthers() && !written) {
            throw new UntrustedFolderException(
                    folder, "can be written by others: take that away with chmod go-w");
        }
    }
}
