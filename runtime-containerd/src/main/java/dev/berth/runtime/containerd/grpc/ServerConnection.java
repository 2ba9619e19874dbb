package dev.berth.runtime.containerd.grpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * The last handler of an HTTP/2 connection: tells when the connection can be used, which is when
 * the server has sent its SETTINGS, and from when on no longer.
 */
final class ServerConnection extends ChannelInboundHandlerAdapter {
    /** gRPC's default is 8 KiB, which an error with the last words of a runtime can exceed. */
    static final int MAX_HEADER_BYTES = 64 * 1024;

    /**
     * What a stream may have that is not read yet. The codec lets all streams together have about
     * twice as much.
     */
    private static final int WINDOW_BYTES = 1024 * 1024;

    /** For so long a connection that gets no more calls is kept for those under way. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Promise<Channel> usable;
    private final Runnable whenOver;

    private ServerConnection(Promise<Channel> usable, Runnable whenOver) {
        this.usable = usable;
        this.whenOver = whenOver;
    }

    /**
     * Makes a connection.
     *
     * @param usable completes with it, or fails
     * @param whenOver is run when it is to get no more calls, maybe more than once
     */
    static void connect(
            EventLoop loop, SocketAddress server, Promise<Channel> usable, Runnable whenOver) {
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(NioDomainSocketChannel.class)
                        .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                        .disableResolver()
                        .handler(new Pipeline(usable, whenOver))
                        .connect(server);
        connecting.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        whenOver.run();
                        usable.tryFailure(done.cause());
                    }
                });
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final Promise<Channel> usable;
        private final Runnable whenOver;

        Pipeline(Promise<Channel> usable, Runnable whenOver) {
            this.usable = usable;
            this.whenOver = whenOver;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(
                            Http2FrameCodecBuilder.forClient()
                                    .initialSettings(
                                            new Http2Settings()
                                                    .pushEnabled(false)
                                                    .initialWindowSize(WINDOW_BYTES)
                                                    .maxHeaderListSize(MAX_HEADER_BYTES))
                                    .gracefulShutdownTimeoutMillis(DRAIN.toMillis())
                                    .build(),
                            // For streams that the server begins: there are none without push.
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                            new ServerConnection(usable, whenOver));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof Http2SettingsFrame) {
                usable.trySuccess(context.channel());
            } else if (frame instanceof Http2GoAwayFrame) {
                // The codec closes it after the streams that the server still serves, or at last.
                whenOver.run();
                context.channel().close();
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        whenOver.run();
        usable.tryFailure(new IOException("it ended the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        whenOver.run();
        usable.tryFailure(new IOException(error.getMessage(), error));
        context.close();
    }
}
