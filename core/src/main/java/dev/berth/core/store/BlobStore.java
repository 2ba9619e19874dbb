package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.shared.content.VerifyingStream;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content store: blobs by digest, as an OCI image layout. Holds are counted for each digest, by
 * plugins and by what is being installed; a blob is deleted when its count is zero.
 *
 * <p>A blob gets its name without a sync (fsync): {@link PluginStore#prepare} syncs all blobs at
 * once, before a document names them. What no document names may be torn after a power cut, and is
 * deleted or hashed at the next start.
 */
public final class BlobStore {
    private final Path blobs;
    private final Path tmp;
    private final BlobParts parts;
    private final DurableFiles files;
    private final RemovedFiles removed;
    private final ConcurrentHashMap<Digest, Integer> holds = new ConcurrentHashMap<>();

    BlobStore(RootLayout layout, BlobParts parts, DurableFiles files, RemovedFiles removed)
            throws IOException {
        Path content = layout.content();
        this.files = files;
        this.removed = removed;
        this.blobs = content.resolve("blobs");
        this.tmp = layout.tmp();
        this.parts = parts;
        Files.createDirectories(blobs.resolve(Digest.SHA256));
        writeOnce(content.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}\n");
        // The plugins' own documents say what is here; the layout only asks for the file.
        writeOnce(content.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[]}\n");
    }

    /** Writes a file unless it exists, so that an engine starts on a full disk too. */
    private void writeOnce(Path file, String text) {
        if (Files.notExists(file)) {
            files.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Adds one hold to each digest, whether its blob exists yet or not. */
    public void hold(Collection<Digest> digests) {
        digests.forEach(digest -> holds.merge(digest, 1, Integer::sum));
    }

    /** Takes one hold from each digest, and removes the blobs without any. */
    public void release(Collection<Digest> digests) {
        digests.forEach(digest -> holds.computeIfPresent(digest, this::releaseOne));
    }

    /** The map's own lock keeps a hold from coming between the count and the (short) rename. */
    private Integer releaseOne(Digest digest, int count) {
        if (count > 1) {
            return count - 1;
        }
        removed.unlink(path(digest));
        return null;
    }

    /** Returns whether a blob of that size exists; it is not hashed. */
    public boolean has(Descriptor blob) {
        try {
            return Files.size(path(blob.digest())) == blob.size();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns a blob's file, which need not exist. */
    public Path path(Digest digest) {
        return blobs.resolve(digest.algorithm()).resolve(digest.hex());
    }

    /**
     * Reads a small blob, and checks its digest.
     *
     * @throws IOException if it does not exist, or its content has changed
     */
    public byte[] read(Descriptor blob) throws IOException {
        try (InputStream in = open(blob)) {
            return in.readAllBytes();
        }
    }

    /**
     * Opens a blob; reading fails at its end if its content has changed.
     *
     * @throws IOException if it does not exist
     */
    public InputStream open(Descriptor blob) throws IOException {
        FileChannel channel = channel(blob);
        if (channel.size() != blob.size()) {
            channel.close();
            throw damaged(blob);
        }
        // By a channel: an interrupt of the reader ends the reading.
        return new VerifyingStream(
                Channels.newInputStream(channel),
                Optional.of(blob.digest()),
                blob.size(),
                how -> damaged(blob));
    }

    private FileChannel channel(Descriptor blob) throws IOException {
        try {
            return FileChannel.open(path(blob.digest()));
        } catch (NoSuchFileException e) {
            throw new IOException("its content " + blob.digest() + " is missing", e);
        }
    }

    private static IOException damaged(Descriptor blob) {
        return new IOException("its content " + blob.digest() + " is damaged");
    }

    /** Opens a new blob whose digest is not known yet. */
    public BlobWriter writer() throws IOException {
        return new BlobWriter(this, Digest.SHA256, Files.createTempFile(tmp, "blob-", ""));
    }

    /**
     * Stores a small blob.
     *
     * @throws IOException if it cannot be written, or is not what its descriptor says
     */
    public void put(Descriptor blob, byte[] bytes) throws IOException {
        Path file = Files.createTempFile(tmp, "blob-", "");
        try (BlobWriter out = new BlobWriter(this, blob.digest().algorithm(), file)) {
            out.write(bytes);
            out.commitAs(blob);
        }
    }

    /**
     * Opens a blob for download, with the bytes of earlier tries; one caller at a time for each
     * digest.
     */
    public BlobPart resume(Descriptor blob) throws IOException {
        return parts.take(this, blob);
    }

    /** Opens the file of a blob that is being downloaded, or was by now. */
    public FileChannel openPart(Digest digest) throws IOException {
        try {
            return FileChannel.open(parts.path(digest));
        } catch (NoSuchFileException e) {
            return FileChannel.open(path(digest));
        }
    }

    /**
     * Moves a file whose digest was checked to its place. A blob that is there stays: it is synced
     * when a document names it, and the other is not.
     */
    void place(Path file, Digest digest) throws IOException {
        Path place = path(digest);
        Files.createDirectories(place.getParent());
        if (Files.exists(place) && Files.size(place) == Files.size(file)) {
            Files.delete(file);
        } else {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        }
        parts.drop(digest);
    }

    /** Deletes blobs without holds. Called at the start only, when nothing is being installed. */
    void sweep() throws IOException {
        for (Path file : unheld()) {
            Files.delete(file);
        }
    }

    /**
     * Deletes blobs without holds that are not what their name says: a power cut came before they
     * were synced. Called at the start only, instead of {@link #sweep}.
     */
    void sweepTorn() throws IOException {
        for (Path file : unheld()) {
            if (!isWhole(file)) {
                Files.delete(file);
            }
        }
    }

    private List<Path> unheld() throws IOException {
        Set<Path> held = holds.keySet().stream().map(this::path).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(blobs)) {
            return files.filter(Files::isRegularFile).filter(f -> !held.contains(f)).toList();
        }
    }

    private static boolean isWhole(Path file) throws IOException {
        Optional<Digest> name =
                Digest.tryParse(file.getParent().getFileName() + ":" + file.getFileName());
        if (name.isEmpty()) {
            return false;
        }
        MessageDigest hash = name.get().hasher();
        try (InputStream in = Files.newInputStream(file)) {
            new DigestInputStream(in, hash).transferTo(OutputStream.nullOutputStream());
        }
        return name.get().hasHash(hash.digest());
    }
}
