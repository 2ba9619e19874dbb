package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/** Sets up a connection on the unix socket. */
@Sharable
final class UnixPipeline extends ChannelInitializer<Channel> {
    private final ServerContext server;

    UnixPipeline(ServerContext server) {
        super();
        this.server = server;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (server.connections().admit(channel)) {
            HttpPipeline.speak(channel, server, PeerIdentity.ofUnixSocket(channel));
        }
    }
}
