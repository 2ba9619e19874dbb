package dev.berth.runtime.containerd.layer;

import dev.berth.shared.content.BulkReadStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), all members of it, as Go's {@code compress/gzip} does: what comes
 * after a member is another one or the end. {@link java.util.zip.GZIPInputStream} takes anything
 * else for the end as well, and asks {@link InputStream#available} whether more will come, which a
 * stream from a network or a thread cannot tell.
 */
final class GzipStream extends BulkReadStream {
    private static final int BUFFER = 64 * 1024;
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final long UNSIGNED = 0xffffffffL;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private boolean isAtEnd;

    /** Reads the first member's header. */
    GzipStream(InputStream in) throws IOException {
        super();
        this.in = in;
        readHeader();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (!isAtEnd && length > 0) {
            int count = inflate(to, offset, length);
            if (count > 0) {
                checksum.update(to, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new IOException("its gzip needs a dictionary");
            } else {
                require();
                inflater.setInput(buffer, at, end - at);
                at = end;
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflate(byte[] to, int offset, int length) throws IOException {
        try {
            return inflater.inflate(to, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("its gzip is broken: " + e.getMessage(), e);
        }
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        long sum = number();
        long size = number();
        if (sum != checksum.getValue() || size != (inflater.getBytesWritten() & UNSIGNED)) {
            throw new IOException("Corrupt GZIP trailer");
        }
        checksum.reset();
        inflater.reset();
        if (at == end && !fill()) {
            isAtEnd = true;
        } else {
            readHeader();
        }
    }

    private void readHeader() throws IOException {
        if ((next() << 8 | next()) != MAGIC || next() != DEFLATE) {
            throw new IOException("gzip: invalid header");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_SUM) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // The text says nothing of the content.
            continue;
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        require();
        return buffer[at++] & 0xff;
    }

    private void require() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException("its gzip is cut short");
        }
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, BUFFER);
        at = 0;
        end = Math.max(0, count);
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
