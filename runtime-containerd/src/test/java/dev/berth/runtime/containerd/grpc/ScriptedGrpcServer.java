package dev.berth.runtime.containerd.grpc;

import dev.berth.shared.thread.DaemonThreads;
import dev.berth.testing.TestTimeout;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real HTTP/2 server on a unix socket whose answers a test writes frame by frame: what no gRPC
 * server can be made to answer.
 */
final class ScriptedGrpcServer implements AutoCloseable {
    private final SingleThreadIoEventLoop loop =
            new SingleThreadIoEventLoop(
                    null, DaemonThreads.named("test-grpc-server"), NioIoHandler.newFactory());
    private final Http2Settings settings;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Channel> connections = new LinkedBlockingQueue<>();
    private final BlockingQueue<Channel> goneAway = new LinkedBlockingQueue<>();
    private final Channel listening;

    ScriptedGrpcServer(Path socket) {
        this(socket, Http2Settings.defaultSettings());
    }

    ScriptedGrpcServer(Path socket, Http2Settings settings) {
        this.settings = settings;
        this.listening =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerDomainSocketChannel.class)
                        .childHandler(new Connections())
                        .bind(UnixDomainSocketAddress.of(socket))
                        .syncUninterruptibly()
                        .channel();
    }

    /** Returns the next call whose head is here. */
    Call call() throws InterruptedException {
        return next(calls);
    }

    /** Returns the next connection. */
    Channel connection() throws InterruptedException {
        return next(connections);
    }

    /** Returns the next connection on which the client has sent GOAWAY. */
    Channel goneAway() throws InterruptedException {
        return next(goneAway);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(TestTimeout.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    @Override
    public void close() {
        if (loop.isShuttingDown()) {
            return;
        }
        listening.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Connections extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            Http2FrameCodecBuilder codec =
                    Http2FrameCodecBuilder.forServer().initialSettings(settings);
            // It may send more than the client takes.
            codec.encoderIgnoreMaxHeaderListSize(true);
            channel.pipeline()
                    .addLast(
                            codec.build(),
                            new Http2MultiplexHandler(
                                    new ChannelInitializer<Channel>() {
                                        @Override
                                        protected void initChannel(Channel stream) {
                                            stream.config()
                                                    .setOption(ChannelOption.AUTO_READ, true);
                                            stream.pipeline().addLast(new Call(stream));
                                        }
                                    }),
                            new ChannelInboundHandlerAdapter() {
                                @Override
                                public void channelRead(ChannelHandlerContext own, Object frame) {
                                    if (frame instanceof Http2GoAwayFrame) {
                                        goneAway.add(channel);
                                    }
                                    ReferenceCountUtil.release(frame);
                                }
                            });
            connections.add(channel);
        }
    }

    /** One call, as the server has it. */
    final class Call extends ChannelInboundHandlerAdapter {
        private final Channel stream;
        private final BlockingQueue<byte[]> data = new LinkedBlockingQueue<>();
        private final BlockingQueue<Long> resets = new LinkedBlockingQueue<>();
        private final AtomicLong pending = new AtomicLong();
        private Http2Headers head;
        private volatile boolean held;

        private Call(Channel stream) {
            this.stream = stream;
        }

        Http2Headers head() {
            return head;
        }

        Channel connection() {
            return stream.parent();
        }

        /** Returns how much of the reply waits for room in the client's window. */
        long pendingBytes() {
            return pending.get();
        }

        /** Returns the next DATA frame of the request. */
        byte[] data() throws InterruptedException {
            return next(data);
        }

        /** Returns the code that the client resets the stream with. */
        long reset() throws InterruptedException {
            return next(resets);
        }

        /** Reads one DATA frame, and no more. */
        void hold() {
            held = true;
        }

        /** Reads on. */
        void go() {
            held = false;
            stream.config().setAutoRead(true);
        }

        /** Sends the head of a reply. */
        Call replyHead() {
            return headers(false, ":status", "200", "content-type", "application/grpc");
        }

        /** Sends a HEADERS frame of names and values. */
        Call headers(boolean last, String... pairs) {
            Http2Headers headers = new DefaultHttp2Headers(false);
            for (int i = 0; i < pairs.length; i += 2) {
                headers.add(pairs[i], pairs[i + 1]);
            }
            stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, last));
            return this;
        }

        /** Sends a message. */
        Call message(byte[] message) {
            ByteBuf bytes = Unpooled.buffer().writeByte(0).writeInt(message.length);
            return bytes(bytes.writeBytes(message));
        }

        /** Sends DATA. */
        Call bytes(ByteBuf bytes) {
            int length = bytes.readableBytes();
            pending.addAndGet(length);
            stream.writeAndFlush(new DefaultHttp2DataFrame(bytes, false))
                    .addListener(written -> pending.addAndGet(-length));
            return this;
        }

        /** Ends the call with a status. */
        Call trailers(String... pairs) {
            return headers(true, pairs);
        }

        /** Resets the stream. */
        Call reset(Http2Error error) {
            stream.writeAndFlush(new DefaultHttp2ResetFrame(error));
            return this;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2HeadersFrame headers) {
                head = headers.headers();
                calls.add(this);
            } else if (frame instanceof Http2DataFrame bytes) {
                byte[] copy = new byte[bytes.content().readableBytes()];
                bytes.content().readBytes(copy);
                data.add(copy);
                stream.config().setAutoRead(!held);
            }
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event)
                throws Exception {
            if (event instanceof Http2ResetFrame frame) {
                resets.add(frame.errorCode());
            }
            super.userEventTriggered(context, event);
        }
    }
}
