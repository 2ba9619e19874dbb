package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/** Sets up a connection on the unix socket. */
@Sharable
final class UnixPipeline extends ChannelInitializer<Channel> {
    private final ServerContext house;
    private final OpenConnections connections;

    UnixPipeline(ServerContext house, OpenConnections connections) {
        super();
        this.house = house;
        this.connections = connections;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (connections.admit(channel)) {
            HttpPipeline.speak(channel, house, PeerIdentity.ofUnixSocket(channel));
        }
    }
}
