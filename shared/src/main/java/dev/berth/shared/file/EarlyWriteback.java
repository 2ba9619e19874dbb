package dev.berth.shared.file;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has large files written to the disk (fdatasync) while they are still being written, so that the
 * disk does not wait until the processors are done and one sync before a commit has little left. It
 * promises nothing: what is not on the disk is for that sync. One thread, there from the first
 * large file on, does one file at a time.
 */
public final class EarlyWriteback implements AutoCloseable {
    /** How much a file grows from one time to the next. */
    private static final int STEP = 8 * 1024 * 1024;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(DaemonThreads.named("berth-writeback"));
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile IOException failure;

    /**
     * Returns a stream to a file, at the channel's position. It throws as well what the file, or
     * another one of these, could not be written to the disk for.
     */
    public OutputStream to(FileChannel file) {
        return new Growing(file);
    }

    private void begin(FileChannel file) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(() -> writeOut(file));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // It is closed, or there is no thread to be had: the sync at the end does it all.
            busy.set(false);
        }
    }

    private void writeOut(FileChannel file) {
        try {
            file.force(false);
        } catch (ClosedChannelException e) {
            // It has its end, or was given up.
            return;
        } catch (IOException e) {
            failure = e;
        } finally {
            busy.set(false);
        }
    }

    /** Begins nothing more; the thread ends with what it is at. */
    @Override
    public void close() {
        thread.shutdown();
    }

    private final class Growing extends OutputStream {
        private final FileChannel file;
        private final OutputStream out;
        private int grown;

        Growing(FileChannel file) {
            super();
            this.file = file;
            this.out = Channels.newOutputStream(file);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            out.write(bytes, offset, length);
            grown += length;
            if (grown >= STEP) {
                grown = 0;
                begin(file);
            }
        }
    }
}
