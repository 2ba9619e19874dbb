package dev.berth.discovery.file;

import dev.berth.shared.file.OwnUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Refuses a {@code .spec} or {@code .json} file that somebody else could have made, or that does
 * not end: it says whom the engine speaks to. It is to be a regular file of root's, of this
 * process's user or of the configured one, not writable by others, with a size, and no link.
 */
final class SpecFileCheck {
    /** The most bytes that one may have. */
    static final int LARGEST = 64 << 10;

    private static final int REGULAR = 0100000;
    private static final int TYPE = 0170000;
    private static final int OTHERS_WRITE = 022;

    private final String owner;

    SpecFileCheck(String owner) {
        this.owner = owner;
    }

    void check(Path file) throws UnusableFileException {
        Map<String, Object> attributes = attributes(file);
        int mode = (int) attributes.get("mode");
        if ((mode & TYPE) != REGULAR) {
            throw UnusableFileException.of(
                    file, "is not a regular file, or is a link: replace or remove it");
        }
        requireTrusted(file, (int) attributes.get("uid"), attributes.get("owner"));
        if ((mode & OTHERS_WRITE) != 0) {
            throw UnusableFileException.of(
                    file, "can be written by others: take that away with chmod go-w");
        }
        long size = (long) attributes.get("size");
        if (size > LARGEST) {
            throw UnusableFileException.of(
                    file, "has more than " + LARGEST + " bytes: it should hold one address");
        }
        if (size == 0) {
            // One of the kernel's in /proc as well, which may never end.
            throw UnusableFileException.empty(file);
        }
    }

    private static Map<String, Object> attributes(Path file) throws UnusableFileException {
        try {
            return Files.readAttributes(
                    file, "unix:mode,uid,owner,size", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw UnusableFileException.of(file, "cannot be read: " + e, e);
        }
    }

    private void requireTrusted(Path file, int user, Object name) throws UnusableFileException {
        if (!isOwnOrRoots(file, user) && !name.toString().equals(owner)) {
            throw UnusableFileException.of(
                    file, "belongs to %s: chown it to root, or set spec.owner".formatted(name));
        }
    }

    private static boolean isOwnOrRoots(Path file, int user) throws UnusableFileException {
        try {
            return OwnUser.isOrRoot(user);
        } catch (IOException e) {
            throw UnusableFileException.of(file, "cannot be trusted: " + e, e);
        }
    }
}
