package dev.berth.runtime.containerd.grpc;

import com.google.protobuf.MessageLite;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A call of many requests and many replies, for one thread, which blocks: {@link #write} while a
 * request before waits for room in HTTP/2's window, {@link #read} until there is a reply. Neither
 * waits longer than the call lasts. Replies that are not read hold the server back in the same way.
 */
public final class StreamingCall<Q extends MessageLite, A extends MessageLite> {
    private final GrpcChannel channel;
    private final CallStream<A> stream;
    private final CompletableFuture<Void> open = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Replies that are not read; empty stands for the end, and stays. */
    private final BlockingQueue<Optional<A>> replies = new LinkedBlockingQueue<>();

    private volatile boolean reading;
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    StreamingCall(GrpcChannel channel, GrpcMethod<Q, A> method, CallOptions options) {
        this.channel = channel;
        this.stream = channel.stream(method, options, new Replies());
    }

    /** Waits until there is a connection. */
    StreamingCall<Q, A> start() throws GrpcException, InterruptedException {
        channel.start(stream);
        try {
            await(open);
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
        return this;
    }

    /** Sends a request, after the one before is in the socket: no more than one is kept here. */
    public void write(Q request) throws GrpcException, InterruptedException {
        await(written);
        byte[] message = request.toByteArray();
        CompletableFuture<Void> mine = new CompletableFuture<>();
        written = mine;
        channel.execute(
                () ->
                        stream.write(message, false)
                                .addListener(
                                        done -> {
                                            if (done.isSuccess()) {
                                                mine.complete(null);
                                            } else {
                                                mine.completeExceptionally(done.cause());
                                            }
                                        }));
    }

    /**
     * Returns the next reply.
     *
     * @throws GrpcException if the call has failed, or has ended without one
     */
    public A read() throws GrpcException, InterruptedException {
        if (replies.isEmpty()) {
            reading = true;
            channel.execute(stream::readWanted);
        }
        Optional<A> next = replies.take();
        if (next.isEmpty()) {
            replies.add(next);
            throw failure();
        }
        return next.get();
    }

    /** Ends the call, if it has not ended; the server is told. */
    public void cancel() {
        channel.cancel(stream);
    }

    private void await(CompletableFuture<Void> step) throws GrpcException, InterruptedException {
        try {
            step.get();
        } catch (ExecutionException e) {
            // A step that fails is the end of the call, which knows why.
            throw failure();
        }
    }

    private GrpcException failure() throws InterruptedException {
        try {
            end.get();
            return CallStatus.internal("the server ended the call before it was over");
        } catch (ExecutionException e) {
            return (GrpcException) e.getCause();
        }
    }

    private final class Replies implements StreamListener<A> {
        @Override
        public void opened() {
            open.complete(null);
        }

        @Override
        public boolean wantsReply() {
            return reading;
        }

        @Override
        public void replied(A reply) {
            reading = false;
            replies.add(Optional.of(reply));
        }

        @Override
        public void completed() {
            end.complete(null);
            over();
        }

        @Override
        public void failed(GrpcException failure) {
            end.completeExceptionally(failure);
            over();
        }

        private void over() {
            open.completeExceptionally(new IllegalStateException("the call is over"));
            replies.add(Optional.empty());
        }
    }
}
