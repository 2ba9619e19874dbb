package dev.berth.shared.server;

import dev.berth.shared.content.ChannelInput;
import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;

/**
 * A connected client. Reading and writing may go on at the same time.
 *
 * @param in what it sends
 * @param out what it is sent; closing it ends only that
 * @param connection closed from any thread, which ends reading and writing
 */
public record Peer(InputStream in, OutputStream out, Closeable connection) {

    /** Returns the client of a channel that blocks. */
    public static Peer of(SocketChannel channel) {
        return new Peer(new ChannelInput(channel), new ChannelOutput(channel), channel);
    }
}
