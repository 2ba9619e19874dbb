package dev.berth.policy.file;

import dev.berth.policy.signature.EncodedKey;
import dev.berth.policy.signature.InvalidSignatureException;
import dev.berth.policy.signature.SigningCertificate;
import dev.berth.shared.file.FileStatus;
import dev.berth.shared.file.TrustedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A policy file, and the keys and certificates beside it: regular files, no links, of bounded size,
 * that nobody but root and the engine's own user can write or replace. For one reading of the
 * policy, of which it knows what was looked at. Not thread-safe.
 */
final class PolicyFolder {
    private static final int LONGEST_FILE = 4 << 20;
    private static final int MOST_ROOTS = 64;

    private static final int MOST_PARTS = 256;

    private final Path folder;
    private final Set<FileStamp> stamps = new LinkedHashSet<>();

    PolicyFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns how each file and folder was that was looked at so far, just before. */
    List<FileStamp> stamps() {
        return List.copyOf(stamps);
    }

    /** Returns whether there is anything of that name. */
    boolean has(Path file) {
        stamps.add(FileStamp.ofContent(file));
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the files of a folder that end in {@code .json}, by name; none without a folder. */
    List<Path> parts(Path parts) throws IOException {
        if (!has(parts)) {
            return List.of();
        }
        if (!Files.isDirectory(parts, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no folder");
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parts, "*.json")) {
            for (Path file : files) {
                if (found.size() == MOST_PARTS) {
                    throw new IOException("it has more than %d files".formatted(MOST_PARTS));
                }
                found.add(file);
            }
        }
        Collections.sort(found);
        return found;
    }

    PublicKey key(String path) throws IOException, InvalidSignatureException {
        return EncodedKey.pem(read(resolve(path)));
    }

    /** Returns the certificates of a trust store: each file of the folder is one, PEM or DER. */
    List<X509Certificate> roots(String path) throws IOException, InvalidSignatureException {
        Path store = resolve(path);
        List<X509Certificate> roots = new ArrayList<>();
        stamps.add(FileStamp.ofContent(store));
        if (!Files.isDirectory(store, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is no folder");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(store)) {
            for (Path file : files) {
                if (roots.size() == MOST_ROOTS) {
                    throw new IOException("it has more than %d files".formatted(MOST_ROOTS));
                }
                roots.add(SigningCertificate.file(read(file)));
            }
        }
        if (roots.isEmpty()) {
            throw new IOException("it is empty");
        }
        return roots;
    }

    byte[] file(String path) throws IOException {
        return read(resolve(path));
    }

    private Path resolve(String path) throws IOException {
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            throw new IOException("it is no path", e);
        }
    }

    byte[] read(Path file) throws IOException {
        stamp(file);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is not there, or no regular file");
        }
        requireTrusted(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw new IOException("it has more than %d bytes".formatted(LONGEST_FILE));
            }
            return bytes;
        }
    }

    private void stamp(Path file) {
        stamps.add(FileStamp.ofContent(file));
        Path above = file.toAbsolutePath().normalize().getParent();
        while (above != null) {
            stamps.add(FileStamp.ofOwner(above));
            above = above.getParent();
        }
    }

    /** Who can write a key, or put another in its place, decides what is signed. */
    private static void requireTrusted(Path file) throws IOException {
        TrustedFolder.require(file.toAbsolutePath().getParent());
        FileStatus status = FileStatus.of(file);
        if (!status.isOwn() || status.isWritableByOthers()) {
            throw new IOException(
                    "%s can be written by others: chown it to root, and chmod go-w"
                            .formatted(file));
        }
    }
}
