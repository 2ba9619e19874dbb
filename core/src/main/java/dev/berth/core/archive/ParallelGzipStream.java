package dev.berth.core.archive;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Compresses to one gzip member (RFC 1952) on several threads, as pigz does: each block of the
 * input is deflated for itself, with the end of the block before it as its dictionary, and ends on
 * a byte, by {@code Z_SYNC_FLUSH} or because it is stored. The bytes depend on the input alone, not
 * on the number of threads. Only the header, the order and the checksum are made by the thread that
 * writes.
 */
public final class ParallelGzipStream extends OutputStream {
    /** Of the input; a part of the format, since other blocks are other bytes. */
    static final int BLOCK = 256 * 1024;

    private static final int MOST_THREADS = 4;
    private static final int TRAILER = 2 * Integer.BYTES;

    /** Deflate, no flags, no time, neither the best nor the fastest level, an unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final OutputStream out;
    private final int threads;
    private final ExecutorService compressors;
    private final Queue<Future<DeflateBlock>> compressed = new ArrayDeque<>();
    private final Deque<DeflateBlock> written = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private DeflateBlock block = new DeflateBlock(BLOCK);
    private byte[] dictionary = {};
    private long length;

    /**
     * Uses as many threads as there are processors, up to four.
     *
     * @param out is not closed
     */
    public ParallelGzipStream(OutputStream out) {
        this(out, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    ParallelGzipStream(OutputStream out, int threads) {
        super();
        this.out = out;
        this.threads = threads;
        this.compressors =
                Executors.newFixedThreadPool(threads, DaemonThreads.numbered("berth-gzip-"));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            if (block.isFull()) {
                compress(false);
            }
            done += block.append(bytes, offset + done, count - done);
        }
    }

    /** Writes what is left, and the end of the member. */
    public void finish() throws IOException {
        compress(true);
        while (!compressed.isEmpty()) {
            writeOldest();
        }
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        out.write(trailer.putInt((int) checksum.getValue()).putInt((int) length).array());
    }

    /** Ends the threads. A member that is not finished stays without its end. */
    @Override
    public void close() {
        compressors.shutdownNow();
    }

    private void compress(boolean last) throws IOException {
        if (length == 0) {
            out.write(HEADER);
        }
        if (compressed.size() > threads) {
            writeOldest();
        }
        DeflateBlock full = block;
        byte[] before = dictionary;
        full.updateChecksum(checksum);
        length += full.length();
        dictionary = full.window();
        compressed.add(compressors.submit(() -> full.deflate(before, last)));
        block = written.isEmpty() ? new DeflateBlock(BLOCK) : written.pop();
    }

    private void writeOldest() throws IOException {
        try {
            DeflateBlock oldest = compressed.remove().get();
            oldest.writeTo(out);
            written.push(oldest);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("compression was interrupted");
        } catch (ExecutionException e) {
            throw new IOException("cannot compress: " + e.getCause(), e.getCause());
        }
    }
}
