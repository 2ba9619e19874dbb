package dev.berth.runtime.containerd.connection;

import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.proto.version.VersionGrpc;
import dev.berth.shared.thread.DaemonThreads;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A gRPC channel over containerd's unix socket, in one namespace. It connects with the first call,
 * and again after containerd was away. Every call waits until its deadline for the connection, but
 * fails at once when nobody listens on the socket.
 */
public final class ContainerdConnection implements AutoCloseable {
    private static final Metadata.Key<String> NAMESPACE =
            Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> LEASE =
            Metadata.Key.of("containerd-lease", Metadata.ASCII_STRING_MARSHALLER);

    private final Path address;
    private final Duration timeout;
    private final EventLoopGroup io;
    private final ExecutorService callbacks;
    private final ManagedChannel channel;
    private final ReconnectWatch reconnectWatch;

    /**
     * Names a containerd; nothing is connected yet.
     *
     * @param more see each call, the last of them first
     */
    public ContainerdConnection(
            Path address,
            String namespace,
            Duration timeout,
            DirectoryWatcher folders,
            ClientInterceptor... more) {
        this.address = address;
        this.timeout = timeout;
        this.io =
                new MultiThreadIoEventLoopGroup(
                        1,
                        DaemonThreads.numbered("berth-containerd-io-"),
                        NioIoHandler.newFactory());
        this.callbacks =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        5,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        DaemonThreads.numbered("berth-containerd-reply-"));
        this.channel =
                NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(address))
                        .channelType(NioDomainSocketChannel.class)
                        // gRPC sets it for all sockets, and Netty warns that unix ones have none.
                        .withOption(ChannelOption.SO_KEEPALIVE, null)
                        .eventLoopGroup(io)
                        .executor(callbacks)
                        .offloadExecutor(callbacks)
                        .overrideAuthority("localhost")
                        .usePlaintext()
                        .intercept(header(NAMESPACE, namespace))
                        .intercept(more)
                        .build();
        this.reconnectWatch = new ReconnectWatch(address, folders, channel::resetConnectBackoff);
    }

    /** Returns a client for calls that end within the time limit. */
    public <S extends AbstractStub<S>> S to(Function<ManagedChannel, S> service)
            throws ContainerdCallException {
        return to(service, timeout);
    }

    /** Returns a client for calls that end within a time limit of their own. */
    public <S extends AbstractStub<S>> S to(Function<ManagedChannel, S> service, Duration limit)
            throws ContainerdCallException {
        checkThere();
        return service.apply(channel)
                .withWaitForReady()
                .withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Returns a client for calls that may take for ever. They end with an error when containerd
     * goes away; after {@link #watchReconnect} they may be made again: they wait until it is back.
     */
    public <S extends AbstractStub<S>> S withoutDeadline(Function<ManagedChannel, S> service) {
        return service.apply(channel).withWaitForReady();
    }

    /**
     * Has the connection made again as soon as containerd, which went away, is back.
     *
     * @return whether there is anything to wait for: not when this connection is closed
     */
    public boolean watchReconnect() {
        return !channel.isShutdown() && reconnectWatch.start();
    }

    /**
     * Completes once containerd has answered a call, whether it is away or hangs until then; with
     * an error when this connection is closed first.
     */
    public CompletableFuture<Void> answering() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        ask(answered);
        return answered;
    }

    private void ask(CompletableFuture<Void> answered) {
        if (!watchReconnect()) {
            answered.completeExceptionally(new IOException("the connection is closed"));
            return;
        }
        GrpcReplies.stage(
                        withoutDeadline(VersionGrpc::newFutureStub)
                                .version(Empty.getDefaultInstance()))
                .whenComplete(
                        (reply, error) -> {
                            if (error instanceof ContainerdCallException failed
                                    && failed.isUnavailable()) {
                                ask(answered);
                            } else {
                                answered.complete(null);
                            }
                        });
    }

    /** Returns the same client, its calls made under a lease. */
    public static <S extends AbstractStub<S>> S under(String lease, S client) {
        return client.withInterceptors(header(LEASE, lease));
    }

    /** Ends the connection, and with it all calls, and waits until its threads are gone. */
    @Override
    public void close() {
        reconnectWatch.close();
        channel.shutdownNow();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
            // A callback cancels its stream on the I/O thread, which would no longer take that.
            callbacks.shutdown();
            callbacks.awaitTermination(5, TimeUnit.SECONDS);
            io.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            callbacks.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the socket itself, as gRPC sits out its back-off whether somebody listens or not. */
    private void checkThere() throws ContainerdCallException {
        if (channel.getState(false) == ConnectivityState.READY) {
            return;
        }
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(address)).close();
            channel.resetConnectBackoff();
        } catch (IOException e) {
            throw new ContainerdCallException(
                    Status.Code.UNAVAILABLE,
                    "containerd does not answer at "
                            + address
                            + " ("
                            + e.getMessage()
                            + "): start it, or configure its address",
                    e);
        }
    }

    private static ClientInterceptor header(Metadata.Key<String> key, String value) {
        Metadata headers = new Metadata();
        headers.put(key, value);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }
}
