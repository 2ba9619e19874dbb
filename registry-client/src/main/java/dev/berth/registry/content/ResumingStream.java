package dev.berth.registry.content;

import dev.berth.shared.content.BulkReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/**
 * A blob that goes on where it broke off. It gives up when breaking off again and again brings too
 * little in between.
 */
public final class ResumingStream extends BulkReadStream {
    private static final long WORTH_IT = 1 << 20;

    private final Opener opener;
    private final long size;
    private final int tries;
    private InputStream current;
    private long position;
    private long lastBreak;
    private int breaks;

    /** Opens the blob from some byte on. */
    @FunctionalInterface
    public interface Opener {
        /**
         * @param offset of the first byte
         * @param breaks how often it broke off without much in between
         */
        InputStream open(long offset, int breaks) throws IOException;
    }

    /**
     * @param first the blob, opened from its beginning
     * @param tries how often it may break off with less than a mebibyte in between
     */
    public ResumingStream(InputStream first, Opener opener, long size, int tries) {
        this.current = first;
        this.opener = opener;
        this.size = size;
        this.tries = tries;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        while (true) {
            IOException failure;
            try {
                int read = current.read(buffer, offset, length);
                if (read >= 0 || position >= size) {
                    position += Math.max(0, read);
                    return read;
                }
                failure =
                        new IOException("broke off after %d of %d bytes".formatted(position, size));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
            }
            if (position >= size) {
                // Everything is here; how the connection ended does not matter.
                return -1;
            }
            resume(failure);
        }
    }

    private void resume(IOException failure) throws IOException {
        breaks = position - lastBreak >= WORTH_IT ? 1 : breaks + 1;
        lastBreak = position;
        if (breaks >= tries) {
            throw failure;
        }
        current.close();
        current = opener.open(position, breaks);
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
