package dev.berth.engine.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/**
 * Times out a client that begins a request and does not come to the end of its headers. It stands
 * before the codec, where the first byte can be seen.
 */
final class HeadTimeoutHandler extends ChannelInboundHandlerAdapter {
    /** The event for the handlers behind it when the time is over. */
    static final Object LATE = new Object();

    private final Duration limit;
    private Timeout clock;
    private boolean expecting = true;

    HeadTimeoutHandler(Duration limit) {
        super();
        this.limit = limit;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        clock = new Timeout(ctx.executor(), limit, () -> ctx.fireUserEventTriggered(LATE));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (expecting) {
            clock.start();
        }
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        clock.stop();
        ctx.fireChannelInactive();
    }

    /** Called when the head is complete; what follows is no part of one. */
    void arrived() {
        expecting = false;
        clock.stop();
    }

    /** Called when the next byte begins a head. */
    void expect() {
        expecting = true;
    }
}
