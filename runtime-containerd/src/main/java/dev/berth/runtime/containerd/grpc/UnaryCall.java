package dev.berth.runtime.containerd.grpc;

import com.google.protobuf.MessageLite;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A call of one request and one reply that is under way. */
public final class UnaryCall<A extends MessageLite> {
    private final GrpcChannel channel;
    private final byte[] request;
    private final CallStream<A> stream;
    private final CompletableFuture<A> reply = new CompletableFuture<>();

    UnaryCall(
            GrpcChannel channel,
            GrpcMethod<?, A> method,
            MessageLite request,
            CallOptions options) {
        this.channel = channel;
        this.request = request.toByteArray();
        this.stream = channel.stream(method, options, new SingleReply());
    }

    UnaryCall<A> start() {
        channel.start(stream);
        return this;
    }

    /**
     * Returns the reply, or a {@link GrpcException}. It completes on the channel's event loop: what
     * depends on it may not block.
     */
    public CompletableFuture<A> reply() {
        return reply;
    }

    /** Ends the call, if it has not ended; the server is told if it has the request. */
    public void cancel() {
        channel.cancel(stream);
    }

    private final class SingleReply implements StreamListener<A> {
        private Optional<A> received = Optional.empty();

        @Override
        public void opened() {
            stream.write(request, true);
        }

        @Override
        public boolean wantsReply() {
            return true;
        }

        @Override
        public void replied(A message) throws GrpcException {
            if (received.isPresent()) {
                throw CallStatus.internal("the server sent more than one reply");
            }
            received = Optional.of(message);
        }

        @Override
        public void completed() {
            received.ifPresentOrElse(
                    reply::complete, () -> failed(CallStatus.internal("the server sent no reply")));
        }

        @Override
        public void failed(GrpcException failure) {
            reply.completeExceptionally(failure);
        }
    }
}
