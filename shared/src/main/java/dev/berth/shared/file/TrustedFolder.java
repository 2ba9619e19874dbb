package dev.berth.shared.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * A folder that nobody but root and this process's user can write to or replace, as sshd demands of
 * its files (StrictModes): it and each folder above it is theirs, and not writable by others. Above
 * it a sticky one ({@code /tmp}) may be, and a link that is theirs; the folder itself is no link.
 */
public final class TrustedFolder {
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 020;
    private static final int OTHERS_WRITE = 02;
    private static final int ROOT = 0;

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
            require(above, STICKY);
        }
        require(folder, 0);
    }

    /**
     * @param excuse the bit of a mode with which others may write
     */
    private static void require(Path folder, int excuse) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(folder, "unix:mode,uid,gid,owner", LinkOption.NOFOLLOW_LINKS);
        if (!OwnUser.isOrRoot((int) attributes.get("uid"))) {
            throw new UntrustedFolderException(
                    folder, "belongs to %s: chown it to root".formatted(attributes.get("owner")));
        }
        int mode = (int) attributes.get("mode");
        boolean link = (mode & TYPE) == LINK;
        boolean group = (mode & GROUP_WRITES) != 0 && (int) attributes.get("gid") != ROOT;
        boolean written = group || (mode & OTHERS_WRITE) != 0;
        if (written && !link && (mode & excuse) == 0) {
            throw new UntrustedFolderException(
                    folder, "can be written by others: take that away with chmod go-w");
        }
    }
}
