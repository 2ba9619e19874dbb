package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.util.function.Function;

/** Sets up a connection without TLS: on a unix socket, or on a TCP port that is open to all. */
@Sharable
final class PlainPipeline extends ChannelInitializer<Channel> {
    private final ServerContext server;
    private final Function<Channel, PeerIdentity> peers;

    /**
     * @param peers tells who is at the other end
     */
    PlainPipeline(ServerContext server, Function<Channel, PeerIdentity> peers) {
        super();
        this.server = server;
        this.peers = peers;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (server.connections().admit(channel)) {
            HttpPipeline.speak(channel, server, peers.apply(channel));
        }
    }
}
