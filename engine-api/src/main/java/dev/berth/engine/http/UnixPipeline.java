package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/** Sets up a connection on the unix socket. */
@Sharable
final class UnixPipeline extends ChannelInitializer<Channel> {
    private final ServerContext server;
    private final OpenConnections connections;

    UnixPipeline(ServerContext server, OpenConnections connections) {
        super();
        this.server = server;
        this.connections = connections;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (connections.admit(channel)) {
            HttpPipeline.speak(channel, server, PeerIdentity.ofUnixSocket(channel));
        }
    }
}
