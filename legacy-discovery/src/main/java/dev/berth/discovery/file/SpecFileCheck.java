package dev.berth.discovery.file;

import dev.berth.shared.file.FileStatus;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Refuses a {@code .spec} or {@code .json} file that somebody else could have made, or that does
 * not end: it says whom the engine speaks to. It is to be a regular file of root's, of this
 * process's user or of the configured one, not writable by others, with a size, and no link.
 */
final class SpecFileCheck {
    /** The most bytes that one may have. */
    static final int LARGEST = 64 << 10;

    private final String owner;

    SpecFileCheck(String owner) {
        this.owner = owner;
    }

    void check(Path file) throws UnusableFileException {
        FileStatus status;
        try {
            status = FileStatus.of(file);
            requireTrusted(file, status);
        } catch (IOException e) {
            throw UnusableFileException.of(file, "cannot be read: " + e, e);
        }
        if (status.size() > LARGEST) {
            throw UnusableFileException.of(
                    file, "has more than " + LARGEST + " bytes: it should hold one address");
        }
        if (status.size() == 0) {
            // One of the kernel's in /proc as well, which may never end.
            throw UnusableFileException.empty(file);
        }
    }

    private void requireTrusted(Path file, FileStatus status)
            throws IOException, UnusableFileException {
        if (!status.isRegular()) {
            throw UnusableFileException.of(
                    file, "is not a regular file, or is a link: replace or remove it");
        }
        if (!status.isOwn() && !status.owner().equals(owner)) {
            throw UnusableFileException.of(
                    file,
                    "belongs to %s: chown it to root, or set spec.owner".formatted(status.owner()));
        }
        if (status.isGroupWritable() || status.isWorldWritable()) {
            throw UnusableFileException.of(
                    file, "can be written by others: take that away with chmod go-w");
        }
    }
}
