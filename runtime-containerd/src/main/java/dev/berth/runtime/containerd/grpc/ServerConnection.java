package dev.berth.runtime.containerd.grpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionPrefaceAndSettingsFrameWrittenEvent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP/2 connection to the server, for its event loop only. It can be used when the server has
 * sent its SETTINGS, and gets no more calls from GOAWAY, an error or its end on. A stream is no
 * channel of its own, as it is with Netty's {@code Http2MultiplexHandler}: a call is six frames.
 */
final class ServerConnection extends Http2ConnectionHandler {
    /** gRPC's default is 8 KiB, which an error with the last words of a runtime can exceed. */
    static final int MAX_HEADER_BYTES = 64 * 1024;

    /** What a stream may have that is not read yet; all streams together have twice as much. */
    private static final int WINDOW_BYTES = 1024 * 1024;

    /** For so long a connection that gets no more calls is kept for those under way. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Http2Connection.PropertyKey streams;
    private final Promise<ServerConnection> usable;
    private final Runnable whenOver;
    private ChannelHandlerContext context;

    private ServerConnection(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Promise<ServerConnection> usable,
            Runnable whenOver) {
        super(decoder, encoder, settings);
        this.usable = usable;
        this.whenOver = whenOver;
        this.streams = connection().newKey();
        Events events = new Events();
        decoder.frameListener(events);
        connection().addListener(events);
    }

    /**
     * Makes a connection.
     *
     * @param usable completes with it, or fails
     * @param whenOver is run when it is to get no more calls, maybe more than once
     */
    static void connect(
            EventLoop loop,
            SocketAddress server,
            Promise<ServerConnection> usable,
            Runnable whenOver) {
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(NioDomainSocketChannel.class)
                        .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                        .disableResolver()
                        .handler(new Builder(usable, whenOver).build())
                        .connect(server);
        connecting.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        whenOver.run();
                        usable.tryFailure(done.cause());
                    }
                });
    }

    private static final class Builder
            extends AbstractHttp2ConnectionHandlerBuilder<ServerConnection, Builder> {
        private final Promise<ServerConnection> usable;
        private final Runnable whenOver;

        Builder(Promise<ServerConnection> usable, Runnable whenOver) {
            this.usable = usable;
            this.whenOver = whenOver;
            server(false);
            gracefulShutdownTimeoutMillis(DRAIN.toMillis());
            initialSettings(
                    new Http2Settings()
                            .pushEnabled(false)
                            .initialWindowSize(WINDOW_BYTES)
                            .maxHeaderListSize(MAX_HEADER_BYTES));
        }

        @Override
        protected ServerConnection build() {
            return super.build();
        }

        @Override
        protected ServerConnection build(
                Http2ConnectionDecoder decoder,
                Http2ConnectionEncoder encoder,
                Http2Settings settings) {
            return new ServerConnection(decoder, encoder, settings, usable, whenOver);
        }
    }

    /**
     * Begins a stream with the head of a request, not flushed; what fails is told to the reader.
     */
    ClientStream open(Http2Headers head, ClientStream.Reader reader) {
        int id = connection().local().incrementAndGetNextStreamId();
        ClientStream stream = new ClientStream(this, id, reader);
        ChannelFuture written =
                encoder().writeHeaders(context, id, head, 0, false, context.newPromise());
        Optional.ofNullable(connection().stream(id))
                .ifPresent(made -> made.setProperty(streams, stream));
        stream.endWithFailureOf(written);
        return stream;
    }

    /** Writes DATA, not flushed; it may wait for room in the server's window. */
    ChannelFuture write(int id, ByteBuf data, boolean last) {
        return encoder().writeData(context, id, data, 0, last, context.newPromise());
    }

    /** Tells the server that a stream is of no more use, if it does not know. */
    void cancel(int id) {
        if (connection().stream(id) != null) {
            encoder().writeRstStream(context, id, Http2Error.CANCEL.code(), context.newPromise());
            flush();
        }
    }

    /** Lets the server send as many bytes more. */
    void giveRoom(int id, int bytes) {
        Http2Stream stream = connection().stream(id);
        if (stream == null) {
            return;
        }
        try {
            if (connection().local().flowController().consumeBytes(stream, bytes)) {
                flush();
            }
        } catch (Http2Exception e) {
            onError(context, true, e);
        }
    }

    void flush() {
        flush(context);
    }

    /** Closes it after the streams that the server still serves, or at last. */
    void close() {
        context.channel().close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext own) throws Exception {
        context = own;
        super.handlerAdded(own);
    }

    /** The settings say how much each stream may have, but not how much all of them together. */
    @Override
    public void userEventTriggered(ChannelHandlerContext own, Object event) throws Exception {
        if (event instanceof Http2ConnectionPrefaceAndSettingsFrameWrittenEvent) {
            connection()
                    .local()
                    .flowController()
                    .incrementWindowSize(
                            connection().connectionStream(),
                            2 * WINDOW_BYTES - Http2CodecUtil.DEFAULT_WINDOW_SIZE);
        }
        super.userEventTriggered(own, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext own) throws Exception {
        super.channelInactive(own);
        over(new IOException("it ended the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext own, Throwable error) {
        onError(own, false, error);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext own, boolean outbound, Throwable error, Http2Exception known) {
        over(new IOException(error.getMessage(), error));
        super.onConnectionError(own, outbound, error, known);
    }

    private void over(IOException why) {
        whenOver.run();
        usable.tryFailure(why);
    }

    /** What fails as it is written is told by the future of the write. */
    @Override
    protected void onStreamError(
            ChannelHandlerContext own,
            boolean outbound,
            Throwable error,
            Http2Exception.StreamException known) {
        Optional<ClientStream> stream =
                Optional.ofNullable(connection().stream(known.streamId())).flatMap(this::of);
        if (stream.isEmpty()) {
            super.onStreamError(own, outbound, error, known);
        } else if (!outbound) {
            stream.get().end(CallStatus.ofError(error));
        }
    }

    private Optional<ClientStream> of(Http2Stream stream) {
        return Optional.ofNullable(stream.getProperty(streams));
    }

    private final class Events extends Http2EventAdapter {
        @Override
        public void onSettingsRead(ChannelHandlerContext own, Http2Settings settings) {
            usable.trySuccess(ServerConnection.this);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext own,
                int id,
                Http2Headers head,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean last) {
            of(connection().stream(id)).ifPresent(stream -> stream.head(head, last));
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext own, int id, ByteBuf data, int padding, boolean last) {
            int bytes = data.readableBytes();
            int read = of(connection().stream(id)).map(s -> s.data(data, last)).orElse(bytes);
            return read + padding;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext own, int id, long error) {
            of(connection().stream(id)).ifPresent(stream -> stream.reset(error));
        }

        @Override
        public void onGoAwayRead(
                ChannelHandlerContext own, int lastStream, long error, ByteBuf debugData) {
            whenOver.run();
            close();
        }

        @Override
        public void onStreamClosed(Http2Stream stream) {
            of(stream).ifPresent(ClientStream::closed);
        }
    }
}
