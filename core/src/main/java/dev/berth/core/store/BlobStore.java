package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Content by digest, as an OCI image layout. A blob lives as long as somebody holds it: a plugin
 * that needs it, or an install under way.
 */
public final class BlobStore {
    private final Path blobs;
    private final Path tmp;
    private final BlobParts parts;
    private final ConcurrentHashMap<Digest, Integer> holds = new ConcurrentHashMap<>();

    BlobStore(Path content, Path tmp, BlobParts parts) throws IOException {
        this.blobs = content.resolve("blobs");
        this.tmp = tmp;
        this.parts = parts;
        Files.createDirectories(blobs.resolve(Digest.SHA256));
        writeOnce(content.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}\n");
        // The plugins' own documents say what is here; the layout only asks for the file.
        writeOnce(content.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[]}\n");
    }

    /** What is there is not written again, so that an engine starts on a full disk too. */
    private static void writeOnce(Path file, String text) {
        if (Files.notExists(file)) {
            DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Keeps blobs from being deleted, whether they are there yet or not. */
    public void hold(Collection<Digest> digests) {
        digests.forEach(digest -> holds.merge(digest, 1, Integer::sum));
    }

    /** Undoes one {@link #hold}, and deletes what nobody holds any more. */
    public void release(Collection<Digest> digests) {
        digests.forEach(digest -> holds.computeIfPresent(digest, this::releaseOne));
    }

    /** The map's own lock keeps a hold from coming between the count and the (short) unlink. */
    private Integer releaseOne(Digest digest, int count) {
        if (count > 1) {
            return count - 1;
        }
        path(digest).toFile().delete();
        return null;
    }

    /** Returns whether a blob is here. */
    public boolean has(Descriptor blob) {
        try {
            return Files.size(path(blob.digest())) == blob.size();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns where a blob is, or would be. */
    public Path path(Digest digest) {
        return blobs.resolve(digest.algorithm()).resolve(digest.hex());
    }

    /**
     * Reads a small blob.
     *
     * @throws IOException if it is not here, or no more what its digest says
     */
    public byte[] read(Descriptor blob) throws IOException {
        try (InputStream in = open(blob)) {
            return in.readAllBytes();
        }
    }

    /**
     * Opens a blob; it ends with an error when it is no more what its digest says.
     *
     * @throws IOException if it is not here
     */
    public InputStream open(Descriptor blob) throws IOException {
        return VerifiedBlobStream.open(path(blob.digest()), blob);
    }

    /** Begins a blob whose digest is not known yet. */
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
     * Takes up a blob whose bytes come from far: those of an earlier try are there already. One
     * caller at a time may do so with the same blob.
     */
    public BlobPart resume(Descriptor blob) throws IOException {
        return parts.take(this, blob);
    }

    /** Gives a file that was written out, and is what the digest says, its place. */
    void place(Path file, Digest digest) throws IOException {
        Path place = path(digest);
        Files.createDirectories(place.getParent());
        DurableFiles.rename(file, place);
        parts.drop(digest);
    }

    /** Deletes what nobody holds; for the start, when there is nobody but the plugins. */
    void sweep() throws IOException {
        Set<Path> held = holds.keySet().stream().map(this::path).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(blobs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!held.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
