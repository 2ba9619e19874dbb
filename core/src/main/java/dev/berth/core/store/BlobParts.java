package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.log.Logger;

/**
 * The blobs whose download broke off, one file a digest with the first bytes. Nothing of them is
 * trusted: they are hashed again when the download is continued.
 */
final class BlobParts {
    private final Path folder;
    private final Supplier<PartLimits> limits;
    private final Logger log;
    private final ConcurrentHashMap<Path, Boolean> inUse = new ConcurrentHashMap<>();

    BlobParts(Path folder, Supplier<PartLimits> limits, Logger log) {
        this.folder = folder;
        this.limits = limits;
        this.log = log;
    }

    private record Part(Path file, Instant changed, long size) {}

    /** Opens the part of a blob, new or old, for one writer at a time. */
    BlobPart take(BlobStore store, Descriptor blob) throws IOException {
        Path file = path(blob.digest());
        if (inUse.putIfAbsent(file, true) != null) {
            throw new IllegalStateException(blob.digest() + " is being written already");
        }
        try {
            Files.createDirectories(file.getParent());
            return BlobPart.open(store, this, file, blob);
        } catch (IOException | RuntimeException e) {
            release(blob.digest());
            throw e;
        }
    }

    /** Closes a part: an empty one is deleted, and the limits are enforced. */
    void release(Digest digest) {
        Path path = path(digest);
        if (isEmpty(path)) {
            unlink(path);
        }
        inUse.remove(path);
        sweep();
    }

    /** Deletes a part that is not needed any more, unless somebody writes to it. */
    void drop(Digest digest) {
        drop(path(digest));
    }

    private void drop(Path file) {
        // The map's own lock keeps a writer from coming between the look and the (short) unlink.
        inUse.computeIfAbsent(
                file,
                unused -> {
                    unlink(file);
                    return null;
                });
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes a file; a failure costs disk space only, and is logged. */
    void unlink(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("cannot delete {}: {}", file, e.toString());
        }
    }

    /** Deletes parts that are too old, and the oldest while all are too large. */
    void sweep() {
        PartLimits now = limits.get();
        Instant oldest = Instant.now().minus(now.age());
        long room = now.bytes();
        try {
            for (Part part : newestFirst()) {
                room -= part.size();
                if (room < 0 || part.changed().isBefore(oldest)) {
                    drop(part.file());
                }
            }
        } catch (IOException e) {
            log.warn("cannot look through {}: {}", folder, e.getMessage());
        }
    }

    private List<Part> newestFirst() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Path algorithm : list(folder)) {
            for (Path file : list(algorithm)) {
                part(file).ifPresent(parts::add);
            }
        }
        parts.sort(Comparator.comparing(Part::changed).reversed());
        return parts;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Returns a file's age and size; empty if it has become a blob meanwhile. */
    private static Optional<Part> part(Path file) throws IOException {
        try {
            return Optional.of(
                    new Part(file, Files.getLastModifiedTime(file).toInstant(), Files.size(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns where a blob's first bytes are. */
    Path path(Digest digest) {
        return folder.resolve(digest.algorithm()).resolve(digest.hex());
    }
}
