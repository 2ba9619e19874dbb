package dev.berth.core.store;

import dev.berth.plugin.Digest;
import dev.berth.shared.file.EarlyWriteback;
import dev.berth.spi.Descriptor;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;

/** Writes a blob: hashes what is written, and moves the file into the store at the commit. */
public final class BlobWriter extends FilterOutputStream {
    private final BlobStore store;
    private final String algorithm;
    private final MessageDigest hash;
    private final Path file;
    private final FileChannel channel;
    private final EarlyWriteback writeback;
    private long size;

    BlobWriter(BlobStore store, String algorithm, Path file) throws IOException {
        this(
                store,
                algorithm,
                file,
                FileChannel.open(file, StandardOpenOption.WRITE),
                new EarlyWriteback());
    }

    private BlobWriter(
            BlobStore store,
            String algorithm,
            Path file,
            FileChannel channel,
            EarlyWriteback writeback) {
        super(writeback.to(channel));
        this.writeback = writeback;
        this.store = store;
        this.algorithm = algorithm;
        this.hash = Digest.hasher(algorithm);
        this.file = file;
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        hash.update(bytes, offset, length);
        size += length;
    }

    /** Returns how many bytes were written. */
    public long size() {
        return size;
    }

    /** Moves the blob to its place, held once for the caller. */
    public Descriptor commit(String mediaType) throws IOException {
        Descriptor blob = Descriptor.of(mediaType, digest(), size);
        store.hold(List.of(blob.digest()));
        try {
            place(blob);
            return blob;
        } catch (IOException | RuntimeException e) {
            store.release(List.of(blob.digest()));
            throw e;
        }
    }

    /** Moves the blob to its place if it is what the descriptor says. */
    void commitAs(Descriptor blob) throws IOException {
        Digest digest = digest();
        if (size != blob.size() || !digest.equals(blob.digest())) {
            throw new BlobMismatchException(blob, digest, size);
        }
        place(blob);
    }

    private void place(Descriptor blob) throws IOException {
        store.place(file, blob.digest());
    }

    private Digest digest() {
        return Digest.ofHash(algorithm, hash.digest());
    }

    /** Deletes the file unless it was committed. */
    @Override
    public void close() throws IOException {
        writeback.close();
        channel.close();
        Files.deleteIfExists(file);
    }
}
