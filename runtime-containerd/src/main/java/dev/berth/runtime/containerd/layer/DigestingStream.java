package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;

/** Hashes and counts the bytes that are read through it. */
final class DigestingStream extends InputStream {
    private final InputStream in;
    private final UnpackLimits limits;
    private final MessageDigest hash = Digest.hasher(Digest.SHA256);
    private final byte[] skipped = new byte[64 * 1024];
    private long count;

    DigestingStream(InputStream in, UnpackLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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

    /** Reads instead: what is skipped counts too. */
    @Override
    public long skip(long wanted) throws IOException {
        int read = read(skipped, 0, (int) Math.min(Math.max(wanted, 0), skipped.length));
        return Math.max(read, 0);
    }

    /** Reads to the end and returns the digest of all bytes. */
    Digest digest() throws IOException {
        while (read(skipped, 0, skipped.length) >= 0) {
            continue;
        }
        return Digest.ofHash(Digest.SHA256, hash.digest());
    }
}
