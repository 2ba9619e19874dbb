package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/** Sets up a connection on the unix socket. */
@Sharable
final class UnixPipeline extends ChannelInitializer<Channel> {
    private final House house;
    private final Connections connections;

    UnixPipeline(House house, Connections connections) {
        super();
        this.house = house;
        this.connections = connections;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (connections.admit(channel)) {
            Http.speak(channel, house, Peer.ofUnixSocket(channel));
        }
    }
}
