package dev.berth.core.install;

import dev.berth.shared.content.BulkReadStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a blob's file behind the download that writes it, from the first byte on; it ends when the
 * download has ended well.
 */
final class DownloadingStream extends BulkReadStream {
    private final FileChannel file;
    private final long size;
    private final DownloadProgress progress;
    private long position;

    DownloadingStream(FileChannel file, long size, DownloadProgress progress) {
        this.file = file;
        this.size = size;
        this.progress = progress;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            if (position == size) {
                progress.awaitSuccess();
                return -1;
            }
            long left = Math.min(progress.awaitMoreThan(position), size) - position;
            int read = file.read(ByteBuffer.wrap(to, offset, (int) Math.min(length, left)));
            if (read < 0) {
                // One that has failed empties its file, and then says why.
                progress.awaitSuccess();
                throw new IOException("its file was cut short while it was read");
            }
            position += read;
            return read;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
