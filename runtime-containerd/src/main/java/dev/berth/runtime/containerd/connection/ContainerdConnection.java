package dev.berth.runtime.containerd.connection;

import com.google.protobuf.Empty;
import dev.berth.runtime.containerd.grpc.CallOptions;
import dev.berth.runtime.containerd.grpc.CallTracer;
import dev.berth.runtime.containerd.grpc.GrpcChannel;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.host.DirectoryWatcher;
import dev.berth.runtime.containerd.proto.version.VersionResponse;
import dev.berth.shared.thread.DaemonThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC channel over containerd's unix socket, in one namespace. It connects with the first call,
 * and again after containerd was away. Every call waits until its deadline for the connection, but
 * fails at once when nobody listens on the socket.
 */
public final class ContainerdConnection implements AutoCloseable {
    private static final String NAMESPACE = "containerd-namespace";
    private static final GrpcMethod<Empty, VersionResponse> VERSION =
            GrpcMethod.of(
                    "containerd.services.version.v1.Version", "Version", VersionResponse.parser());
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(5);
    private static final int END_SECONDS = 5;

    private final Map<String, String> metadata;
    private final Duration timeout;
    private final ExecutorService callbacks;
    private final GrpcChannel channel;
    private final ReconnectWatch reconnectWatch;

    /** Names a containerd; nothing is connected yet. */
    public ContainerdConnection(
            Path address,
            String namespace,
            Duration timeout,
            DirectoryWatcher folders,
            CallTracer tracer) {
        this.metadata = Map.of(NAMESPACE, namespace);
        this.timeout = timeout;
        this.callbacks =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        5,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        DaemonThreads.numbered("berth-containerd-reply-"),
                        // Those under way were told then; who asks later learns that this is
                        // closed.
                        (task, ended) -> task.run());
        this.channel = new GrpcChannel(address, DaemonThreads.named("berth-containerd-io"), tracer);
        this.reconnectWatch = new ReconnectWatch(address, folders);
    }

    /** Returns a client for calls that end within the time limit. */
    public ContainerdClient client() {
        return client(timeout);
    }

    /** Returns a client for calls that end within a time limit of their own. */
    public ContainerdClient client(Duration limit) {
        return client(Optional.of(limit));
    }

    /**
     * Returns a client for calls that may take for ever. They end with an error when containerd
     * goes away; after {@link #back} they may be made again.
     */
    public ContainerdClient clientWithoutDeadline() {
        return client(Optional.empty());
    }

    private ContainerdClient client(Optional<Duration> limit) {
        return new ContainerdClient(channel, callbacks, new CallOptions(metadata, limit));
    }

    /** Returns what containerd calls its version. */
    public String version() throws InterruptedException, ContainerdCallException {
        return client(VERSION_LIMIT).call(VERSION, Empty.getDefaultInstance()).await().getVersion();
    }

    /**
     * Completes as soon as containerd, which went away, takes connections again; with an error when
     * this connection is closed first. What depends on it may not block.
     */
    public CompletableFuture<Void> back() {
        return reconnectWatch.back();
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
        clientWithoutDeadline()
                .call(VERSION, Empty.getDefaultInstance())
                .stage()
                .whenComplete(
                        (reply, error) -> {
                            if (error instanceof ContainerdCallException failed
                                    && failed.isUnavailable()) {
                                askOnceBack(answered);
                            } else {
                                answered.complete(null);
                            }
                        });
    }

    private void askOnceBack(CompletableFuture<Void> answered) {
        back().whenComplete(
                        (back, error) -> {
                            if (error == null) {
                                ask(answered);
                            } else {
                                answered.completeExceptionally(error);
                            }
                        });
    }

    /** Ends the connection, and with it all calls, and waits until its threads are gone. */
    @Override
    public void close() {
        reconnectWatch.close();
        try {
            // What waits for a reply hears of the end, while the channel still takes cancellations.
            channel.end();
            callbacks.shutdown();
            callbacks.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            callbacks.shutdownNow();
            Thread.currentThread().interrupt();
        }
        channel.close();
    }
}
