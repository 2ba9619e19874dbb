package dev.berth.runtime.containerd.layer;

import dev.berth.shared.content.BulkFilterStream;
import dev.berth.shared.content.ChunkPipe;
import dev.berth.shared.thread.DaemonThreads;
import dev.berth.spi.Descriptor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads a layer to its end on a thread of its own and decompresses it, ahead of whoever reads the
 * {@link #tar}. The tar ends without an error only if the layer's stream does.
 */
final class InflateThread implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ChunkPipe pipe;
    private final InputStream blob;
    private final Thread thread;
    private volatile long count;

    private InflateThread(Descriptor layer, InputStream blob, UnpackTime time) {
        this.pipe = new ChunkPipe(time::requireLeft);
        this.blob = blob;
        this.thread = DaemonThreads.create("berth-inflate-" + layer.digest(), this::run);
    }

    /** Begins to read a layer, which is closed at its end. */
    static InflateThread start(Descriptor layer, InputStream blob, UnpackTime time) {
        InflateThread inflate = new InflateThread(layer, blob, time);
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
        try (InputStream bytes = new BufferedInputStream(new CountedLayer(blob), BUFFER);
                InputStream tar = Compression.of(bytes).open(bytes)) {
            pipe.fill(tar);
            bytes.transferTo(OutputStream.nullOutputStream());
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

    private final class CountedLayer extends BulkFilterStream {
        CountedLayer(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] to, int at, int length) throws IOException {
            int read = in.read(to, at, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
