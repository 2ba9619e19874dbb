package dev.berth.core.store;

import dev.berth.spi.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A stored blob as it is read: its last byte is not given unless all are what its digest says. */
final class VerifiedBlobStream extends InputStream {
    private final Descriptor blob;
    private final InputStream file;
    private final MessageDigest hash;
    private long left;

    private VerifiedBlobStream(Descriptor blob, InputStream file) {
        this.blob = blob;
        this.file = file;
        this.hash = blob.digest().hasher();
        this.left = blob.size();
    }

    static VerifiedBlobStream open(Path path, Descriptor blob) throws IOException {
        FileChannel channel = channel(path, blob);
        if (channel.size() != blob.size()) {
            channel.close();
            throw damaged(blob);
        }
        // By a channel: an interrupt of the reader ends the reading.
        return new VerifiedBlobStream(blob, Channels.newInputStream(channel));
    }

    private static FileChannel channel(Path path, Descriptor blob) throws IOException {
        try {
            return FileChannel.open(path);
        } catch (NoSuchFileException e) {
            throw new IOException("its content " + blob.digest() + " is missing", e);
        }
    }

    private static IOException damaged(Descriptor blob) {
        return new IOException("its content " + blob.digest() + " is damaged");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = file.read(bytes, offset, length);
        if (n > 0) {
            hash.update(bytes, offset, n);
            left -= n;
        }
        if (left == 0 && n > 0) {
            requireRight();
        }
        if (left < 0 || n < 0 && left > 0) {
            throw damaged(blob);
        }
        return n;
    }

    private void requireRight() throws IOException {
        if (!blob.digest().hasHash(hash.digest())) {
            throw damaged(blob);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
