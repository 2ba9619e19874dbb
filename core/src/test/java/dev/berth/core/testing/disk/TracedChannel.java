package dev.berth.core.testing.disk;

import dev.berth.testing.ForwardingChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** An open file or folder. */
final class TracedChannel extends ForwardingChannel {
    private final DiskTrace trace;
    private final FileChannel real;
    private final Path path;
    private final boolean folder;
    private final int file;

    TracedChannel(DiskTrace trace, Path path, FileChannel real) {
        super(real);
        this.trace = trace;
        this.real = real;
        this.path = path;
        this.folder = Files.isDirectory(path);
        this.file = folder ? -1 : trace.file(path);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        return trace.change(written(bytes, real.position()), () -> real.write(bytes));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return trace.change(written(bytes, position), () -> real.write(bytes, position));
    }

    private DiskEvent written(ByteBuffer bytes, long position) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new DiskEvent.Write(file, position, copy);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (size < real.size()) {
            trace.change(new DiskEvent.Truncate(file, size), () -> real.truncate(size));
        }
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        DiskEvent sync =
                folder ? new DiskEvent.SyncFolder(trace.name(path)) : new DiskEvent.SyncFile(file);
        trace.change(sync, () -> null);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }
}
