package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.shared.file.EarlyWriteback;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/**
 * A blob that is being downloaded. Bytes of a download that broke off stay on disk and are
 * continued by the next; it becomes a blob when the digest of the whole is right.
 */
public final class BlobPart implements AutoCloseable {
    private static final int BUFFER = 128 * 1024;

    private final BlobStore store;
    private final BlobParts parts;
    private final Path file;
    private final Descriptor blob;
    private final FileChannel channel;
    private final EarlyWriteback writeback = new EarlyWriteback();
    private final OutputStream out;
    private final MessageDigest hash;
    private long size;

    private BlobPart(
            BlobStore store, BlobParts parts, Path file, Descriptor blob, FileChannel channel) {
        this.store = store;
        this.parts = parts;
        this.file = file;
        this.blob = blob;
        this.channel = channel;
        this.out = writeback.to(channel);
        this.hash = blob.digest().hasher();
    }

    static BlobPart open(BlobStore store, BlobParts parts, Path file, Descriptor blob)
            throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            BlobPart part = new BlobPart(store, parts, file, blob, channel);
            part.resume();
            return part;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Hashes the bytes on disk; if they are more than the blob's they are deleted. */
    private void resume() throws IOException {
        if (channel.size() > blob.size()) {
            restart();
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int n = channel.read(buffer); n >= 0; n = channel.read(buffer)) {
            hash.update(buffer.flip());
            buffer.clear();
            size += n;
        }
    }

    /** Returns how many bytes are on disk. */
    public long size() {
        return size;
    }

    /** Returns whether as many bytes are on disk as the blob has; they may be wrong. */
    public boolean isFull() {
        return size == blob.size();
    }

    /** Deletes the bytes on disk. */
    public void restart() throws IOException {
        channel.truncate(0);
        channel.position(0);
        hash.reset();
        size = 0;
    }

    /**
     * Appends a stream.
     *
     * @throws BlobMismatchException if it exceeds the blob's size
     * @throws IOException if the stream cannot be read, or the file not be written
     */
    public void append(InputStream in, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (size + n > blob.size()) {
                throw new BlobMismatchException(blob);
            }
            write(buffer, n);
            progress.accept(size);
        }
    }

    private void write(byte[] bytes, int length) throws IOException {
        try {
            out.write(bytes, 0, length);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            // On a full disk the part gives its space back.
            restart();
            throw e;
        }
        hash.update(bytes, 0, length);
        size += length;
    }

    /**
     * Moves the file to its place in the blob store.
     *
     * @throws BlobMismatchException if size or digest are not the descriptor's
     */
    public void commit() throws IOException {
        Digest digest = Digest.ofHash(blob.digest().algorithm(), hash.digest());
        if (!isFull() || !digest.equals(blob.digest())) {
            throw new BlobMismatchException(blob, digest, size);
        }
        store.place(file, blob.digest());
    }

    /** Closes the file, which stays for the next download unless it is empty. */
    @Override
    public void close() throws IOException {
        try (writeback) {
            channel.close();
        } finally {
            parts.release(blob.digest());
        }
    }
}
