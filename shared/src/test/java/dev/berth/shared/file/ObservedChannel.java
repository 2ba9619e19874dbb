package dev.berth.shared.file;

import dev.berth.testing.TestTimeout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A channel of a real file that tells when it is forced, and can fail then as no disk does here.
 */
final class ObservedChannel extends FileChannel {
    private final FileChannel file;
    private final AtomicInteger forces = new AtomicInteger();
    private final CountDownLatch forced = new CountDownLatch(1);
    private volatile IOException failure;
    private volatile Thread thread;

    ObservedChannel(FileChannel file) {
        this.file = file;
    }

    int forces() {
        return forces.get();
    }

    Thread forcedBy() {
        return thread;
    }

    void failForces(IOException why) {
        failure = why;
    }

    void closeBeforeForces() {
        failure = new ClosedChannelException();
    }

    void awaitForce() throws InterruptedException {
        if (!forced.await(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it is not forced");
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        thread = Thread.currentThread();
        forces.incrementAndGet();
        try {
            if (failure != null) {
                throw failure;
            }
            file.force(metaData);
        } finally {
            forced.countDown();
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return file.write(bytes);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return file.read(to);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        return file.read(to, offset, length);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return file.write(from, offset, length);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long at) throws IOException {
        return file.position(at);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        return file.truncate(size);
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel to) throws IOException {
        return file.transferTo(at, count, to);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long at, long count) throws IOException {
        return file.transferFrom(from, at, count);
    }

    @Override
    public int read(ByteBuffer to, long at) throws IOException {
        return file.read(to, at);
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        return file.write(from, at);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) throws IOException {
        return file.map(mode, at, size);
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) throws IOException {
        return file.lock(at, size, shared);
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) throws IOException {
        return file.tryLock(at, size, shared);
    }
}
