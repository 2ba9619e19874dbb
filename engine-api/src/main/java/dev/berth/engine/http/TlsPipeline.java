package dev.berth.engine.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Sets up a connection on the TCP port: TLS, and HTTP only after the handshake. */
@Sharable
final class TlsPipeline extends ChannelInitializer<Channel> {
    private final ServerContext server;
    private final SslContext context;

    TlsPipeline(ServerContext server, SslContext context) {
        super();
        this.server = server;
        this.context = context;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (server.connections().admit(channel)) {
            SslHandler tls = context.newHandler(channel.alloc());
            tls.setHandshakeTimeoutMillis(server.limits().head().toMillis());
            channel.pipeline().addLast(tls, new HandshakeHandler(tls));
        }
    }

    /** Adds the HTTP handlers once the handshake has succeeded. */
    private final class HandshakeHandler extends ChannelInboundHandlerAdapter {
        private final SslHandler tls;

        HandshakeHandler(SslHandler tls) {
            super();
            this.tls = tls;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done) {
                if (done.isSuccess()) {
                    HttpPipeline.speak(
                            ctx.channel(), server, PeerIdentity.ofTls(ctx.channel(), tls));
                    // Only those behind: a second beginning would upset the handshake.
                    ctx.fireChannelActive();
                    ctx.pipeline().remove(this);
                } else {
                    server.noteBroken(PeerIdentity.ofAddress(ctx.channel()), done.cause());
                    ctx.close();
                }
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
