package dev.berth.shared.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;

/**
 * The file of a listening unix socket. It is bound in a folder of its own, {@code rwx------}, and
 * renamed, so that nobody can ever connect to it with the wrong owner or permissions, and a stale
 * one is replaced in one step.
 */
public final class SocketFile {
    private static final int LONGEST = 107;

    /** How much longer than a socket's path that of the one in its folder is, and a byte more. */
    private static final int ROOM = 5;

    private static final String PERMISSIONS = "rw-rw----";

    private final Path path;
    private final Path hidden;
    private final Path unready;
    private final String group;
    private Object key;

    /**
     * @param group who may connect besides the owner; empty for the owner's own group
     */
    public SocketFile(Path path, String group) {
        this.path = path;
        this.hidden = path.resolveSibling(hidden(path));
        this.unready = hidden.resolve("s");
        this.group = group;
    }

    /**
     * The folder's name is that of the socket and a bit, or where the path has no room for that, a
     * hash of it: with the socket in it no longer than the name itself. It is the same in each run,
     * so that what a killed one left is seen.
     */
    private static String hidden(Path path) {
        String name = path.getFileName().toString();
        if (path.toString().getBytes(StandardCharsets.UTF_8).length + ROOM <= LONGEST) {
            return "." + name + "~";
        }
        String hash = new BigInteger(1, sha256(name)).toString(Character.MAX_RADIX);
        return "." + hash.substring(0, Math.min(hash.length(), Math.max(1, name.length() - 3)));
    }

    private static byte[] sha256(String name) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Clears the path: nobody is to take what the last process left for a server that runs.
     *
     * @return the path to bind to
     * @throws IOException if the path cannot be used, or is used
     */
    public UnixDomainSocketAddress prepare() throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new IOException(
                    "the socket's path %s has %d bytes; the kernel takes %d at most"
                            .formatted(path, length, LONGEST));
        }
        makeFolder(path.toAbsolutePath().getParent());
        refuseIfUsed(path);
        refuseIfUsed(unready);
        Files.deleteIfExists(path);
        deleteHidden();
        Files.createDirectory(
                hidden,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return UnixDomainSocketAddress.of(unready);
    }

    /** Sets owner and permissions of the bound socket, which still has another name. */
    public void secure() throws IOException {
        // A socket cannot be opened, and so not be changed without following links.
        PosixFileAttributeView view =
                Files.getFileAttributeView(unready, PosixFileAttributeView.class);
        try {
            if (!group.isEmpty()) {
                view.setGroup(group());
            }
            view.setPermissions(PosixFilePermissions.fromString(PERMISSIONS));
            key = view.readAttributes().fileKey();
        } catch (IOException e) {
            deleteHidden();
            throw e;
        }
    }

    /**
     * Renames the bound socket to its path, unless it is there already.
     *
     * @throws IOException if somebody else uses the path by now, or has deleted the socket, as
     *     Netty does where it was bound at this path before
     */
    public void publish() throws IOException {
        if (isOurs(unready)) {
            refuseIfUsed(path);
            Files.move(unready, path, StandardCopyOption.ATOMIC_MOVE);
            deleteHidden();
        } else if (!isOurs(path)) {
            throw new IOException(
                    "the socket %s was deleted by another process: start again, once that one has ended"
                            .formatted(path));
        }
    }

    /** Deletes the file, under either name, if it is still ours. */
    public void remove() {
        try {
            for (Path name : List.of(unready, path)) {
                if (isOurs(name)) {
                    Files.delete(name);
                }
            }
            Files.deleteIfExists(hidden);
        } catch (DirectoryNotEmptyException e) {
            // By now it is that of another server, which is not open yet.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(Path name) throws IOException {
        return Files.exists(name, LinkOption.NOFOLLOW_LINKS)
                && Objects.equals(attributes(name).fileKey(), key);
    }

    private void deleteHidden() throws IOException {
        Files.deleteIfExists(unready);
        Files.deleteIfExists(hidden);
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            // Without the cause, whose message is the path alone: the launcher shows the innermost.
            throw new IOException(
                    "the socket's folder %s cannot be made (%s): choose another path"
                            .formatted(folder, e.getClass().getSimpleName()));
        }
    }

    private void refuseIfUsed(Path name) throws IOException {
        if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!FileType.isSocket(name)) {
            throw new IOException(
                    "%s is there and is no socket: move it away, or choose another path"
                            .formatted(name));
        }
        if (answers(name)) {
            throw new IOException(
                    "the socket %s is in use: stop who listens there, or choose another path"
                            .formatted(path));
        }
    }

    private static boolean answers(Path name) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(name));
        } catch (IOException e) {
            // Nobody listens: it was left behind.
            return false;
        }
    }

    private static BasicFileAttributes attributes(Path name) throws IOException {
        return Files.readAttributes(name, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
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
