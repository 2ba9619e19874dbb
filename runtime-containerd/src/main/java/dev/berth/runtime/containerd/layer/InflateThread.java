package dev.berth.runtime.containerd.layer;

import dev.berth.plugin.Digest;
import dev.berth.shared.content.BulkFilterStream;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.spi.Descriptor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Reads a layer on a thread of its own, hashes it and decompresses it, ahead of whoever reads the
 * {@link #tar}. The tar ends without an error only if the layer is what its digest and size say.
 */
final class InflateThread implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ChunkPipe pipe = new ChunkPipe();
    private final Descriptor layer;
    private final InputStream blob;
    private final Thread thread;
    private volatile long count;

    private InflateThread(Descriptor layer, InputStream blob) {
        this.layer = layer;
        this.blob = blob;
        this.thread = DaemonThreads.create("berth-inflate-" + layer.digest(), this::run);
    }

    /** Begins to read a layer, which is closed at its end. */
    static InflateThread start(Descriptor layer, InputStream blob) {
        InflateThread inflate = new InflateThread(layer, blob);
        inflate.thread.start();
        return inflate;
    }

    /** Returns the layer, uncompressed; for one thread. */
    InputStream tar() {
        return pipe;
    }

    /** Returns how many bytes of the layer were read. */
    long count() {
        return count;
    }

    private void run() {
        Throwable failure = null;
        try (HashedBlob bytes = new HashedBlob(blob, layer.digest().hasher())) {
            InputStream buffered = new BufferedInputStream(bytes, BUFFER);
            try (InputStream tar = Compression.of(buffered).open(buffered)) {
                pipe.fill(tar);
            }
            bytes.require();
        } catch (IOException | InterruptedException | RuntimeException | LinkageError e) {
            failure = e;
        } finally {
            pipe.end(failure);
        }
    }

    /** Ends the thread, wherever it is, and waits for that; the caller may be interrupted. */
    @Override
    public void close() {
        boolean interrupted = false;
        thread.interrupt();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class HashedBlob extends BulkFilterStream {
        private final MessageDigest hash;

        HashedBlob(InputStream in, MessageDigest hash) {
            super(in);
            this.hash = hash;
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            int read = in.read(to, at, length);
            if (read > 0) {
                hash.update(to, at, read);
                count += read;
            }
            return read;
        }

        void require() throws IOException {
            byte[] found = hash.digest();
            if (count != layer.size() || !layer.digest().hasHash(found)) {
                throw new IOException(
                        "it is not what its digest says, but "
                                + Digest.ofHash(layer.digest().algorithm(), found));
            }
        }
    }
}
