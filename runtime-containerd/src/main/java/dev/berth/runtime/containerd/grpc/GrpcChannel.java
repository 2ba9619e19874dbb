package dev.berth.runtime.containerd.grpc;

import com.google.protobuf.MessageLite;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.Promise;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Calls to the server at a unix socket, over one HTTP/2 connection. It is made with the first call,
 * and anew with the first one after it ended or the server announced its end (GOAWAY). A call waits
 * for the connection as long as its deadline lets it, and fails at once when none can be made, or
 * when the server takes no more calls at once (containerd sets no limit); it is never sent twice.
 *
 * <p>All state belongs to one event loop, whose thread is there from the first call to {@link
 * #close}.
 */
public final class GrpcChannel implements AutoCloseable {
    private static final int CLOSE_SECONDS = 5;

    private final SocketAddress server;
    private final CallTracer tracer;
    private final SingleThreadIoEventLoop loop;

    /** Those under way. */
    private final Set<CallStream<?>> calls = new HashSet<>();

    /** Completes when the server has sent its SETTINGS. */
    private Optional<Promise<ServerConnection>> connection = Optional.empty();

    private boolean closed;

    /**
     * Names a server; nothing is connected yet.
     *
     * @param threads makes the event loop's thread
     */
    public GrpcChannel(Path socket, ThreadFactory threads, CallTracer tracer) {
        this.server = UnixDomainSocketAddress.of(socket);
        this.tracer = tracer;
        this.loop = new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
    }

    /** Makes a call of one request and one reply. */
    public <Q extends MessageLite, A extends MessageLite> UnaryCall<A> call(
            GrpcMethod<Q, A> method, Q request, CallOptions options) {
        return new UnaryCall<>(this, method, request, options).start();
    }

    /** Makes a call of many requests and replies. */
    public <Q extends MessageLite, A extends MessageLite> StreamingCall<Q, A> open(
            GrpcMethod<Q, A> method, CallOptions options)
            throws GrpcException, InterruptedException {
        return new StreamingCall<>(this, method, options).start();
    }

    <A extends MessageLite> CallStream<A> stream(
            GrpcMethod<?, A> method, CallOptions options, StreamListener<A> listener) {
        return new CallStream<>(method, options, listener, tracer.begin(method));
    }

    void start(CallStream<?> call) {
        try {
            execute(() -> call.attempt(() -> startOnLoop(call)));
        } catch (GrpcException e) {
            call.fail(e);
        }
    }

    private void startOnLoop(CallStream<?> call) {
        if (closed) {
            call.fail(closedFailure());
            return;
        }
        calls.add(call);
        Promise<ServerConnection> connected = connected();
        FutureListener<ServerConnection> opening = made -> call.attempt(() -> open(call, made));
        call.begin(
                loop,
                () -> {
                    calls.remove(call);
                    connected.removeListener(opening);
                });
        connected.addListener(opening);
    }

    private void open(CallStream<?> call, Future<ServerConnection> made) {
        if (made.isSuccess()) {
            call.open(made.getNow());
        } else {
            call.fail(new NotConnectedException(server, made.cause()));
        }
    }

    private Promise<ServerConnection> connected() {
        if (connection.isPresent()) {
            return connection.get();
        }
        Promise<ServerConnection> made = loop.newPromise();
        connection = Optional.of(made);
        ServerConnection.connect(loop, server, made, () -> forget(made));
        return made;
    }

    /** The next call makes a new one. */
    private void forget(Promise<ServerConnection> over) {
        connection = connection.filter(present -> present != over);
    }

    void cancel(CallStream<?> call) {
        try {
            execute(
                    () ->
                            call.fail(
                                    new GrpcException(
                                            GrpcCode.CANCELLED, "the call is cancelled")));
        } catch (GrpcException e) {
            // It has ended with the channel.
            return;
        }
    }

    /** Runs a task on the event loop. */
    void execute(Runnable task) throws GrpcException {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            throw closedFailure();
        }
    }

    private static GrpcException closedFailure() {
        return new GrpcException(GrpcCode.UNAVAILABLE, "the channel is closed");
    }

    /**
     * Fails the calls under way and all later ones, and closes the connection. Those under way have
     * been told when this returns, unless the event loop is held up.
     */
    public void end() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try {
            execute(
                    () -> {
                        endOnLoop();
                        told.countDown();
                    });
        } catch (GrpcException e) {
            // It is closed.
            return;
        }
        told.await(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private void endOnLoop() {
        closed = true;
        Set.copyOf(calls).forEach(call -> call.fail(closedFailure()));
        connection.map(Promise::getNow).ifPresent(ServerConnection::close);
    }

    /** Does the same, and waits until the thread is gone. */
    @Override
    public void close() {
        try {
            end();
            loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                    .await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
            Thread.currentThread().interrupt();
        }
    }
}
