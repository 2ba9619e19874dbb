package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.shared.content.BulkFilterStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Hashes and counts the bytes that are read through it. */
final class DigestingStream extends BulkFilterStream {
    private final UnpackLimits limits;
    private final MessageDigest hash = Digest.hasher(Digest.SHA256);
    private long count;

    DigestingStream(InputStream in, UnpackLimits limits) {
        super(in);
        this.limits = limits;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        int read = in.read(to, at, length);
        if (read > 0) {
            hash.update(to, at, read);
            count += read;
            limits.checkBytes(count);
        }
        return read;
    }

    /** Reads to the end and returns the digest of all bytes. */
    Digest digest() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return Digest.ofHash(Digest.SHA256, hash.digest());
    }
}
