package dev.berth.core.archive;

import dev.berth.shared.thread.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses to one gzip member (RFC 1952) on several threads, as pigz does: each block of the
 * input is deflated for itself, with the end of the block before it as its dictionary, and ends on
 * a byte by {@code Z_SYNC_FLUSH}. The bytes depend on the input alone, not on the number of
 * threads. Only the header, the order and the checksum are made by the thread that writes.
 */
public final class ParallelGzipStream extends OutputStream {
    /** Of the input; a part of the format, since other blocks are other bytes. */
    static final int BLOCK = 256 * 1024;

    private static final int WINDOW = 32 * 1024;

    /** How many places of a block are tried, and how many bytes of each. */
    private static final int SAMPLES = 4;

    private static final int SAMPLE = 4 * 1024;

    /** Far more than is added to what cannot be compressed: zlib's {@code deflateBound} is 100. */
    private static final int SLACK = BLOCK / 8;

    private static final int MOST_THREADS = 4;
    private static final int TRAILER = 2 * Integer.BYTES;

    /**
     * As small as Go's default, which Docker's layers are made with; zlib's default, 6, takes 1.6
     * times as long for 1 % less.
     */
    private static final int LEVEL = 5;

    /** Deflate, no flags, no time, neither the best nor the fastest level, an unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** A block and what it is compressed to; used again for a later one. */
    private static final class Block {
        final byte[] input = new byte[BLOCK];
        final byte[] output = new byte[BLOCK + SLACK];
        int filled;
        int deflated;

        Block deflate(byte[] dictionary, boolean last) {
            int level = isDense() ? Deflater.NO_COMPRESSION : LEVEL;
            Deflater deflater = new Deflater(level, true);
            try {
                deflater.setDictionary(dictionary);
                deflater.setInput(input, 0, filled);
                if (last) {
                    deflater.finish();
                }
                int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
                deflated = deflater.deflate(output, 0, output.length, flush);
                if (deflated == output.length) {
                    throw new IllegalStateException("zlib has more than %d".formatted(deflated));
                }
                return this;
            } finally {
                deflater.end();
            }
        }

        /** Returns whether samples come out no smaller: what is compressed already is stored. */
        private boolean isDense() {
            if (filled < SAMPLES * SAMPLE) {
                return false;
            }
            byte[] sample = new byte[SAMPLES * SAMPLE];
            for (int i = 0; i < SAMPLES; i++) {
                int from = i * (filled - SAMPLE) / (SAMPLES - 1);
                System.arraycopy(input, from, sample, i * SAMPLE, SAMPLE);
            }
            Deflater fast = new Deflater(Deflater.BEST_SPEED, true);
            try {
                fast.setInput(sample);
                fast.finish();
                return fast.deflate(output) >= sample.length;
            } finally {
                fast.end();
            }
        }

        byte[] end() {
            return Arrays.copyOfRange(input, Math.max(0, filled - WINDOW), filled);
        }
    }

    private final OutputStream out;
    private final int threads;
    private final ExecutorService compressors;
    private final Queue<Future<Block>> compressed = new ArrayDeque<>();
    private final Deque<Block> written = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private Block block = new Block();
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
            if (block.filled == BLOCK) {
                compress(false);
            }
            int some = Math.min(BLOCK - block.filled, count - done);
            System.arraycopy(bytes, offset + done, block.input, block.filled, some);
            block.filled += some;
            done += some;
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
        Block full = block;
        byte[] before = dictionary;
        checksum.update(full.input, 0, full.filled);
        length += full.filled;
        dictionary = full.end();
        compressed.add(compressors.submit(() -> full.deflate(before, last)));
        block = written.isEmpty() ? new Block() : written.pop();
    }

    private void writeOldest() throws IOException {
        try {
            Block oldest = compressed.remove().get();
            out.write(oldest.output, 0, oldest.deflated);
            oldest.filled = 0;
            written.push(oldest);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("compression was interrupted");
        } catch (ExecutionException e) {
            throw new IOException("cannot compress: " + e.getCause(), e.getCause());
        }
    }
}
