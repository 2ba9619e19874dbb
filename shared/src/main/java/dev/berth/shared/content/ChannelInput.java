package dev.berth.shared.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads a channel. Those of {@link java.nio.channels.Channels} hold one lock for reading and for
 * writing before Java 19, and ask for the position of a pipe, which has none, when they are
 * buffered.
 */
public final class ChannelInput extends InputStream {
    private final ReadableByteChannel channel;

    /**
     * @param channel closed with the stream
     */
    public ChannelInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
