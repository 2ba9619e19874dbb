package dev.berth.shared.server;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** A server channel that listens already, of any address family. */
public final class ChannelListener implements ServerListener {
    private final ServerSocketChannel channel;
    private final String address;

    /**
     * @param channel bound, and blocking
     * @param address as a URL
     */
    public ChannelListener(ServerSocketChannel channel, String address) {
        this.channel = channel;
        this.address = address;
    }

    @Override
    public Peer accept() throws IOException {
        return Peer.of(channel.accept());
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
