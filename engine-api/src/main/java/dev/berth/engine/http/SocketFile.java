package dev.berth.engine.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Objects;

/**
 * The file of a listening unix socket. It is bound under another name and renamed, so that nobody
 * ever sees it with the wrong owner or permissions, and a stale one is replaced in one step.
 */
final class SocketFile {
    private static final int LONGEST = 107;
    private static final String PERMISSIONS = "rw-rw----";

    private final Path path;
    private final Path unready;
    private final String group;
    private Object key;

    /**
     * @param group who may connect besides the owner; empty for the owner's own group
     */
    SocketFile(Path path, String group) {
        this.path = path;
        this.unready = path.resolveSibling("." + Long.toString(ProcessHandle.current().pid(), 36));
        this.group = group;
    }

    /**
     * Clears the path.
     *
     * @return the path to bind to
     * @throws IOException if the path cannot be used, or is used
     */
    UnixDomainSocketAddress prepare() throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new IOException(
                    "the socket's path %s has %d bytes; the kernel takes %d at most"
                            .formatted(path, length, LONGEST));
        }
        Files.createDirectories(path.toAbsolutePath().getParent());
        refuseIfUsed();
        Files.deleteIfExists(unready);
        return UnixDomainSocketAddress.of(unready);
    }

    /** Sets owner and permissions of the bound socket, and renames it to its path. */
    void publish() throws IOException {
        // A socket cannot be opened, and so not be changed without following links.
        PosixFileAttributeView view =
                Files.getFileAttributeView(unready, PosixFileAttributeView.class);
        try {
            if (!group.isEmpty()) {
                view.setGroup(group());
            }
            view.setPermissions(PosixFilePermissions.fromString(PERMISSIONS));
            key = view.readAttributes().fileKey();
            Files.move(unready, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unready);
            throw e;
        }
    }

    /** Deletes the file, if it is still ours. */
    void remove() {
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && Objects.equals(attributes().fileKey(), key)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseIfUsed() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!attributes().isOther()) {
            throw new IOException(
                    "%s is there and is no socket: move it away, or choose another path"
                            .formatted(path));
        }
        if (answers()) {
            throw new IOException(
                    "the socket %s is in use: stop who listens there, or choose another path"
                            .formatted(path));
        }
    }

    private boolean answers() {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            // Nobody listens: it was left behind.
            return false;
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private GroupPrincipal group() throws IOException {
        try {
            return path.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByGroupName(group);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException(
                    ("there is no group \"%s\" to give the socket %s to:"
                                    + " make it with groupadd, or configure another")
                            .formatted(group, path),
                    e);
        }
    }
}
