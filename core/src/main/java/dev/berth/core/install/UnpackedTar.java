package dev.berth.core.install;

import dev.berth.core.provider.Providers;
import dev.berth.core.work.Cancellation;
import dev.berth.core.work.ManagerExecutor;
import dev.berth.plugin.Digest;
import dev.berth.plugin.Operation;
import dev.berth.plugin.error.PluginRuntimeException;
import dev.berth.shared.content.ChunkPipe;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A layer's tar archive that the runtime unpacks while it is written. What is written after an
 * unpacking that has failed is dropped, and {@link #await} tells why it has.
 */
final class UnpackedTar extends OutputStream {
    /** Whoever writes has limits of its own, and ends the reader by the close. */
    private static final Duration UNLIMITED = Duration.ofDays(365);

    private final ChunkPipe pipe = new ChunkPipe(() -> UNLIMITED);
    private final Operation<Digest> unpacking;
    private byte[] chunk;
    private int filled;

    private UnpackedTar(ManagerExecutor executor, Providers providers, String work, Path rootfs) {
        super();
        this.unpacking =
                executor.start(work, cancellation -> providers.runtime().unpack(pipe, rootfs));
        unpacking.result().whenComplete((digest, failure) -> pipe.close());
    }

    /**
     * Begins to unpack what will be written, on a thread of its own.
     *
     * @param work what it is a part of, for the message of its failure
     */
    static UnpackedTar begin(
            ManagerExecutor executor, Providers providers, String work, Path rootfs) {
        return new UnpackedTar(executor, providers, work, rootfs);
    }

    @Override
    public void write(int value) throws InterruptedIOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws InterruptedIOException {
        for (int done = 0; done < length; ) {
            prepareChunk();
            int some = Math.min(chunk.length - filled, length - done);
            System.arraycopy(bytes, offset + done, chunk, filled, some);
            filled += some;
            done += some;
            if (filled == chunk.length) {
                send();
            }
        }
    }

    private void prepareChunk() throws InterruptedIOException {
        try {
            if (chunk == null) {
                chunk = pipe.nextFree();
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the wait for the unpacking was interrupted");
        }
    }

    private void send() {
        pipe.send(chunk, filled);
        chunk = null;
        filled = 0;
    }

    /** All is written. */
    void finish() {
        if (chunk != null) {
            send();
        }
        pipe.end(null);
    }

    /**
     * Waits until all is unpacked.
     *
     * @throws dev.berth.plugin.error.PluginException if it cannot be
     */
    void await() throws InterruptedException {
        unpacking.await();
        if (!pipe.isRead()) {
            throw new PluginRuntimeException(
                    "the runtime has not unpacked all of the layer",
                    new EOFException("the tar was not read to its end"));
        }
    }

    /** Cancels the unpacking unless it has ended, and waits for its end. */
    @Override
    public void close() {
        unpacking.cancel();
        // Also a reader that has taken no notice of the interrupt.
        pipe.close();
        Cancellation.cancelAndAwait(unpacking);
    }
}
