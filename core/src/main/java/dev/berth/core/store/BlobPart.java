package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/**
 * A blob that is coming in: what came of it stays when it is closed too early, and is continued the
 * next time. It becomes a blob only when the digest of all of it is right.
 */
public final class BlobPart implements AutoCloseable {
    private static final int BUFFER = 128 * 1024;

    private final BlobStore store;
    private final BlobParts parts;
    private final Path file;
    private final Descriptor blob;
    private final FileChannel channel;
    private final MessageDigest hash;
    private long size;

    private BlobPart(
            BlobStore store, BlobParts parts, Path file, Descriptor blob, FileChannel channel) {
        this.store = store;
        this.parts = parts;
        this.file = file;
        this.blob = blob;
        this.channel = channel;
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

    /** Hashes what is there; what is larger than the blob is none of it. */
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

    /** Returns how many bytes are here. */
    public long size() {
        return size;
    }

    /** Returns whether as many bytes are here as there should be; they may be wrong ones. */
    public boolean isFull() {
        return size == blob.size();
    }

    /** Forgets what is here. */
    public void restart() throws IOException {
        channel.truncate(0);
        channel.position(0);
        hash.reset();
        size = 0;
    }

    /**
     * Adds what a stream gives.
     *
     * @throws BlobMismatchException if that is more than there should be
     * @throws IOException if it cannot be read, or not be written
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
            ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            // What keeps a disk full helps nobody.
            restart();
            throw e;
        }
        hash.update(bytes, 0, length);
        size += length;
    }

    /**
     * Makes a blob of it.
     *
     * @throws BlobMismatchException if it is not what was promised
     */
    public void commit() throws IOException {
        Digest digest = Digest.ofHash(blob.digest().algorithm(), hash.digest());
        if (!isFull() || !digest.equals(blob.digest())) {
            throw new BlobMismatchException(blob, digest, size);
        }
        channel.force(true);
        store.place(file, blob.digest());
    }

    /** Keeps what came, if anything did. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            parts.giveBack(blob.digest());
        }
    }
}
