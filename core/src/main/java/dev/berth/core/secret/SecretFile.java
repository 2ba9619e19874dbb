package dev.berth.core.secret;

import dev.berth.shared.file.FileStatus;
import dev.berth.shared.file.TrustedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file with one secret, as sshd and ssh demand it of their keys: a regular file of root's or this
 * process's user, no link, that nobody else can read, write or replace.
 */
final class SecretFile {
    private SecretFile() {}

    /**
     * Reads it; may block for as long as the file system does.
     *
     * @throws IOException if it must not be used; the message says why, and never what is in it
     */
    static String read(Path file) throws IOException {
        try {
            TrustedFolder.require(file.getParent());
            requirePrivate(file);
            try (InputStream content =
                    Channels.newInputStream(
                            Files.newByteChannel(
                                    file,
                                    Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
                return SecretText.ofFile(content.readNBytes(SecretText.MAX_BYTES + 1));
            }
        } catch (NoSuchFileException e) {
            throw new IOException(e.getFile() + " does not exist", e);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        FileStatus status = FileStatus.of(file);
        if (status.isLink()) {
            throw new IOException(file + " is a link: name the file it leads to");
        }
        if (!status.isRegular()) {
            throw new IOException(file + " is not a regular file");
        }
        if (!status.isOwn()) {
            throw new IOException(
                    "%s belongs to %s: chown it to root".formatted(file, status.owner()));
        }
        if (status.isWritableByOthers() || status.isReadableByOthers()) {
            throw new IOException(
                    "%s can be read or written by others: take that away with chmod go-rwx"
                            .formatted(file));
        }
    }
}
