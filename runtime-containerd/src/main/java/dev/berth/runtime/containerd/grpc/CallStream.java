package dev.berth.runtime.containerd.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One call and its HTTP/2 stream, used by the channel's event loop only. It ends once: by the
 * status in the trailers, by what breaks the protocol, a reset, the deadline, a cancellation or the
 * connection's end, whatever comes first. A stream that is not over then is reset.
 */
final class CallStream<A extends MessageLite> extends ChannelInboundHandlerAdapter {
    private static final byte NOT_COMPRESSED = 0;
    private static final int PREFIX_BYTES = 5;

    private final GrpcMethod<?, A> method;
    private final CallOptions options;
    private final StreamListener<A> listener;
    private final CallTracer.Trace trace;
    private final MessageReader reader = new MessageReader();
    private Optional<Channel> stream = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();

    /** Why the stream is over as soon as what came before is read. */
    private Optional<GrpcException> cut = Optional.empty();

    private Runnable whenEnded = () -> {};
    private boolean replied;
    private boolean ended;

    CallStream(
            GrpcMethod<?, A> method,
            CallOptions options,
            StreamListener<A> listener,
            CallTracer.Trace trace) {
        this.method = method;
        this.options = options;
        this.listener = listener;
        this.trace = trace;
    }

    /**
     * The time begins.
     *
     * @param whenEnded is run at the end of the call
     */
    void begin(EventLoop loop, Runnable whenEnded) {
        this.whenEnded = whenEnded;
        deadline =
                options.limit()
                        .map(
                                limit ->
                                        loop.schedule(
                                                this::passDeadline,
                                                limit.toNanos(),
                                                TimeUnit.NANOSECONDS));
    }

    private void passDeadline() {
        fail(new GrpcException(GrpcCode.DEADLINE_EXCEEDED, "the deadline has passed"));
    }

    /** Opens the stream on a connection. */
    void open(Channel connection) {
        if (ended) {
            return;
        }
        new Http2StreamChannelBootstrap(connection)
                .option(ChannelOption.AUTO_READ, false)
                // Or a failed write would take along what the server said before, unread.
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(this)
                .open()
                .addListener(
                        opened -> {
                            if (opened.isSuccess()) {
                                opened((Channel) opened.getNow());
                            } else {
                                fail(broken(opened.cause()));
                            }
                        });
    }

    private void opened(Channel opened) {
        if (ended) {
            opened.close();
            return;
        }
        stream = Optional.of(opened);
        attempt(() -> send(opened));
    }

    /** Takes a step of the call; what it throws Netty would only log, and the call never end. */
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            fail(new GrpcException(GrpcCode.INTERNAL, "the call cannot be made: " + e, e));
        }
    }

    private void send(Channel opened) {
        checked(opened.write(new DefaultHttp2HeadersFrame(options.head(method.path()))));
        listener.opened();
        opened.flush();
        readWanted();
    }

    /**
     * Writes a request.
     *
     * @param last whether no other follows
     * @return completes when it is in the socket; fails when the call ends before
     */
    ChannelFuture write(byte[] request, boolean last) {
        ByteBuf prefix = Unpooled.buffer(PREFIX_BYTES, PREFIX_BYTES);
        prefix.writeByte(NOT_COMPRESSED).writeInt(request.length);
        ByteBuf message = Unpooled.wrappedBuffer(prefix, Unpooled.wrappedBuffer(request));
        Channel to = stream.orElseThrow();
        return checked(to.writeAndFlush(new DefaultHttp2DataFrame(message, last)))
                .addListener(
                        written -> {
                            if (written.isSuccess()) {
                                trace.sent();
                            }
                        });
    }

    /**
     * Has the call end when a write fails; not at once, since the status may be here, unread: a
     * server that refuses a stream of requests resets it behind its trailers.
     */
    private ChannelFuture checked(ChannelFuture write) {
        return write.addListener(
                written -> {
                    if (!written.isSuccess()) {
                        cut = cut.or(() -> Optional.of(broken(written.cause())));
                        write.channel().eventLoop().execute(() -> failWriting(write.channel()));
                    }
                });
    }

    /** Reads what came before the stream was closed, whether or not a reply is wanted. */
    private void failWriting(Channel channel) {
        channel.read();
        fail(cut.orElseThrow());
    }

    /** Asks for more frames, if a reply is wanted: what is not read holds the server back. */
    void readWanted() {
        if (listener.wantsReply()) {
            stream.ifPresent(Channel::read);
        }
    }

    /** Ends the call, if it has not ended. */
    void fail(GrpcException failure) {
        if (end()) {
            listener.failed(failure);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        deadline.ifPresent(timer -> timer.cancel(false));
        stream.ifPresent(Channel::close);
        whenEnded.run();
        return true;
    }

    private static GrpcException broken(Throwable cause) {
        if (cause instanceof Http2Exception refused
                && refused.error() == Http2Error.REFUSED_STREAM) {
            return new GrpcException(
                    GrpcCode.UNAVAILABLE, "the server takes no more calls at once", cause);
        }
        return new GrpcException(
                GrpcCode.UNAVAILABLE, "the connection ended before the reply", cause);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (!ended && frame instanceof Http2HeadersFrame head) {
                readHead(head.headers(), head.isEndStream());
            } else if (!ended && frame instanceof Http2DataFrame data) {
                readData(data.content(), data.isEndStream());
            }
        } catch (GrpcException e) {
            fail(e);
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readWanted();
    }

    private void readHead(Http2Headers head, boolean last) throws GrpcException {
        if (!replied && isInformation(head)) {
            return;
        }
        boolean first = !replied;
        if (first) {
            replied = true;
            trace.replied();
        }
        if (first && (!last || head.get("grpc-status") == null)) {
            throwIfPresent(CallStatus.ofHead(head));
        }
        if (last) {
            throwIfPresent(CallStatus.ofTrailers(head));
            complete();
        } else if (!first) {
            throw CallStatus.internal("the server sent trailers and did not end the call");
        }
    }

    private static boolean isInformation(Http2Headers head) {
        return head.status() != null && head.status().toString().startsWith("1");
    }

    private void readData(ByteBuf data, boolean last) throws GrpcException {
        if (!replied) {
            throw CallStatus.internal("the server sent a reply without a head");
        }
        for (Optional<byte[]> message = reader.next(data);
                message.isPresent() && !ended;
                message = reader.next(data)) {
            listener.replied(parsed(message.get()));
        }
        if (last) {
            throw CallStatus.internal("the server ended the call without a status");
        }
    }

    private A parsed(byte[] message) throws GrpcException {
        try {
            return method.replies().parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new GrpcException(GrpcCode.INTERNAL, "the server's message cannot be parsed", e);
        }
    }

    private void complete() throws GrpcException {
        if (reader.isWithinMessage()) {
            throw CallStatus.internal("the server ended the call within a message");
        }
        if (end()) {
            listener.completed();
        }
    }

    private static void throwIfPresent(Optional<GrpcException> failure) throws GrpcException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** A reset counts at the end of the stream, since trailers before it may not be read yet. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof Http2ResetFrame frame) {
            cut = Optional.of(CallStatus.ofReset(frame.errorCode()));
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(cut.orElseGet(() -> broken(null)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
        fail(CallStatus.ofError(error));
    }
}
