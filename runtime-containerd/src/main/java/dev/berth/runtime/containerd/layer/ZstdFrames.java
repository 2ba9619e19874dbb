package dev.berth.runtime.containerd.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames of a zstd file one after the other, without those that are to be skipped: the library
 * knows no such, but they are in layers of podman's. Frames that would need much memory are
 * refused.
 */
final class ZstdFrames extends InputStream {
    static final int MAGIC_SIZE = 4;

    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int BLOCK_HEADER_SIZE = 3;
    private static final int CHECKSUM_SIZE = 4;

    private final InputStream in;
    private ByteBuffer head = ByteBuffer.allocate(0);
    private long contentLeft;
    private boolean inFrame;
    private boolean hasChecksum;

    ZstdFrames(InputStream in) {
        this.in = in;
    }

    /** Tells whether a zstd file starts with these bytes. */
    static boolean isMagic(byte[] start) {
        int magic = littleEndian(start).getInt();
        return magic == MAGIC || isSkippable(magic);
    }

    private static boolean isSkippable(int magic) {
        return (magic & 0xFFFFFFF0) == SKIPPABLE_MAGIC;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!head.hasRemaining() && contentLeft == 0) {
            if (inFrame) {
                nextBlock();
            } else if (!nextFrame()) {
                return -1;
            }
        }
        if (head.hasRemaining()) {
            int count = Math.min(length, head.remaining());
            head.get(to, at, count);
            return count;
        }
        int count = in.read(to, at, (int) Math.min(length, contentLeft));
        if (count < 0) {
            throw cutShort();
        }
        contentLeft -= count;
        return count;
    }

    /** Goes to the start of the next frame that is not to be skipped, if there is one. */
    private boolean nextFrame() throws IOException {
        byte[] start = in.readNBytes(MAGIC_SIZE);
        while (start.length == MAGIC_SIZE && isSkippable(littleEndian(start).getInt())) {
            in.skipNBytes(littleEndian(exactly(4)).getInt() & 0xFFFFFFFFL);
            start = in.readNBytes(MAGIC_SIZE);
        }
        if (start.length == 0) {
            return false;
        }
        if (start.length < MAGIC_SIZE) {
            throw cutShort();
        }
        if (littleEndian(start).getInt() != MAGIC) {
            throw new IOException("no zstd frame where one should be");
        }
        ZstdFrameHeader header = ZstdFrameHeader.read(in);
        header.check();
        hasChecksum = header.hasChecksum();
        head = ByteBuffer.allocate(MAGIC_SIZE + header.bytes().length);
        head.put(start).put(header.bytes()).flip();
        inFrame = true;
        return true;
    }

    private void nextBlock() throws IOException {
        byte[] bytes = exactly(BLOCK_HEADER_SIZE);
        int header = bytes[0] & 0xff | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16;
        boolean isLast = (header & 1) != 0;
        boolean isOneByteRepeated = (header >> 1 & 3) == 1;
        head = ByteBuffer.wrap(bytes);
        contentLeft = isOneByteRepeated ? 1 : header >> 3;
        if (isLast) {
            contentLeft += hasChecksum ? CHECKSUM_SIZE : 0;
            inFrame = false;
        }
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw cutShort();
        }
        return bytes;
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static EOFException cutShort() {
        return new EOFException("its zstd is cut short");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
