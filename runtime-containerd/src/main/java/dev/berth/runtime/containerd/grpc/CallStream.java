package dev.berth.runtime.containerd.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One call and its HTTP/2 stream, used by the channel's event loop only. It ends once: by the
 * status in the trailers, by what breaks the protocol, a reset, the deadline, a cancellation or the
 * connection's end, whatever comes first. A stream that is not over then is reset.
 */
final class CallStream<A extends MessageLite> implements ClientStream.Reader {
    private static final byte NOT_COMPRESSED = 0;
    private static final int PREFIX_BYTES = 5;

    private final GrpcMethod<?, A> method;
    private final CallOptions options;
    private final StreamListener<A> listener;
    private final CallTracer.Trace trace;
    private final MessageReader reader = new MessageReader();
    private Optional<ClientStream> stream = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();
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
    void open(ServerConnection connection) {
        if (ended) {
            return;
        }
        ClientStream opened = connection.open(options.head(method.path()), this);
        if (ended) {
            // The connection has refused it.
            return;
        }
        stream = Optional.of(opened);
        listener.opened();
        opened.flush();
    }

    /** A step that can be taken with what the server has sent, or not. */
    @FunctionalInterface
    interface Step {
        void take() throws GrpcException;
    }

    /** Takes a step of the call; what it throws is the end of the call, not of the connection. */
    void attempt(Step step) {
        try {
            step.take();
        } catch (GrpcException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new GrpcException(GrpcCode.INTERNAL, "the call cannot be made: " + e, e));
        }
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
        ClientStream to = stream.orElseThrow();
        ChannelFuture writing = to.write(message, last);
        to.flush();
        return writing.addListener(
                written -> {
                    if (written.isSuccess()) {
                        trace.sent();
                    }
                });
    }

    /** Reads on, if a reply is wanted: what is not read holds the server back. */
    void readWanted() {
        stream.ifPresent(ClientStream::read);
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
        stream.ifPresent(ClientStream::close);
        whenEnded.run();
        return true;
    }

    @Override
    public boolean wantsFrames() {
        return ended || listener.wantsReply();
    }

    @Override
    public void head(Http2Headers head, boolean last) {
        if (!ended) {
            attempt(() -> readHead(head, last));
        }
    }

    @Override
    public void data(ByteBuf bytes, boolean last) {
        if (!ended) {
            attempt(() -> readData(bytes, last));
        }
    }

    @Override
    public void ended(GrpcException why) {
        fail(why);
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
}
