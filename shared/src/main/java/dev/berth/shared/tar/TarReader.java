package dev.berth.shared.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Walks a tar archive as Go's {@code archive/tar} does, which unpacks what is read here: were
 * something understood in another way, an entry could hide in it. What the two would not understand
 * alike is refused. A library would have done, but Commons Compress reads extended attributes as
 * text, and a file capability is none.
 */
public final class TarReader {
    /** So much is passed over at once: a file can be set far behind its end, and would not tell. */
    private static final long STRIDE = 1L << 30;

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final ExtensionLimit limit;
    private TarEntry current;
    private long unread;
    private long position;

    /** Looks at each extension before it is read. */
    public interface ExtensionLimit {
        /**
         * Passes if one of that size may be held in memory.
         *
         * @throws IOException if not
         */
        void check(long size) throws IOException;
    }

    /** Reads from a stream, which had better be buffered, and is not closed. */
    public TarReader(InputStream in, ExtensionLimit limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Returns the next entry, or nothing at the end. What is left of the one before is passed over.
     *
     * @throws TarException if there is no archive, or one that could be read in two ways
     */
    public Optional<TarEntry> next() throws IOException {
        skipRest();
        TarExtensions extensions = TarExtensions.NONE;
        for (TarHeader header = header(); header != null; header = header()) {
            if (!TarExtensions.isExtension(header)) {
                current = TarEntry.of(header, extensions);
                unread = current.contentSize() + padding(current.contentSize());
                return Optional.of(current);
            }
            extensions = extensions.and(new TarExtension(header, content(header.size())));
        }
        return Optional.empty();
    }

    /** Returns how many bytes have been read: after {@link #next}, where the content begins. */
    public long position() {
        return position;
    }

    /** Writes the content of the entry, and the padding up to the next block. */
    public void copyBlocks(OutputStream to) throws IOException {
        copy(to, unread);
    }

    /** Writes the content of the entry; a file with holes has them only as a map in it. */
    public void copyContent(OutputStream to) throws IOException {
        copy(to, current.contentSize());
    }

    private void copy(OutputStream to, long size) throws IOException {
        requireOneForm();
        byte[] buffer = new byte[(int) Math.min(BUFFER, size)];
        for (long left = size; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw TarException.cutShort();
            }
            to.write(buffer, 0, count);
            left -= count;
            unread -= count;
            position += count;
        }
    }

    private void skipRest() throws IOException {
        requireOneForm();
        skip(unread);
        unread = 0;
    }

    /** More headers may follow one in GNU's old form, and there are two such forms. */
    private void requireOneForm() throws TarException {
        if (current != null && current.isOldSparse()) {
            throw TarException.damaged(
                    "its entry %s has holes in GNU's old form".formatted(current.name()));
        }
    }

    /** The archive ends with two empty blocks, or with what is read. */
    private TarHeader header() throws IOException {
        byte[] block = block();
        if (block.length == 0) {
            return null;
        }
        if (!TarHeader.isEmpty(block)) {
            return TarHeader.parse(block);
        }
        byte[] second = block();
        if (second.length > 0 && !TarHeader.isEmpty(second)) {
            throw TarException.damaged("its tar goes on after an empty block");
        }
        return null;
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(TarHeader.BLOCK);
        position += block.length;
        if (block.length > 0 && block.length < TarHeader.BLOCK) {
            throw TarException.cutShort();
        }
        return block;
    }

    private byte[] content(long size) throws IOException {
        limit.check(size);
        byte[] content = in.readNBytes(Math.toIntExact(size));
        position += content.length;
        if (content.length < size) {
            throw TarException.cutShort();
        }
        skip(padding(size));
        return content;
    }

    private void skip(long count) throws IOException {
        for (long left = count; left > 0; left -= STRIDE) {
            long stride = Math.min(left, STRIDE);
            try {
                in.skipNBytes(stride - 1);
            } catch (EOFException e) {
                throw TarException.cutShort();
            }
            if (in.read() < 0) {
                throw TarException.cutShort();
            }
            position += stride;
        }
    }

    private static long padding(long size) {
        return -size & TarHeader.BLOCK - 1;
    }
}
