package dev.berth.engine.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Flow control: hands on one message for each read request of the handler behind it, however often
 * it is asked before that one comes. (Netty's own flow control counts requests, and forgets them at
 * the end of a read.)
 */
final class SingleReadHandler extends ChannelDuplexHandler {
    private final Deque<Object> arrived = new ArrayDeque<>();
    private boolean wanted;
    private boolean handing;

    @Override
    public void read(ChannelHandlerContext ctx) {
        wanted = true;
        handOn(ctx);
        if (wanted && arrived.isEmpty()) {
            ctx.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        arrived.addLast(message);
        handOn(ctx);
    }

    private void handOn(ChannelHandlerContext ctx) {
        if (handing) {
            return;
        }
        handing = true;
        while (wanted && !arrived.isEmpty()) {
            wanted = false;
            ctx.fireChannelRead(arrived.pollFirst());
        }
        handing = false;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        arrived.forEach(ReferenceCountUtil::release);
        arrived.clear();
    }
}
