package dev.berth.runtime.containerd.connection;

import com.google.protobuf.MessageLite;
import dev.berth.runtime.containerd.grpc.CallOptions;
import dev.berth.runtime.containerd.grpc.GrpcChannel;
import dev.berth.runtime.containerd.grpc.GrpcException;
import dev.berth.runtime.containerd.grpc.GrpcMethod;
import dev.berth.runtime.containerd.grpc.StreamingCall;
import java.util.concurrent.Executor;

/** Makes calls to containerd, all with one time limit and under one lease, or none. */
public final class ContainerdClient {
    private static final String LEASE = "containerd-lease";

    private final GrpcChannel channel;
    private final Executor callbacks;
    private final CallOptions options;

    ContainerdClient(GrpcChannel channel, Executor callbacks, CallOptions options) {
        this.channel = channel;
        this.callbacks = callbacks;
        this.options = options;
    }

    /** Returns the same client, its calls made under a lease. */
    public ContainerdClient under(String lease) {
        return new ContainerdClient(channel, callbacks, options.with(LEASE, lease));
    }

    /** Makes a call. */
    public <Q extends MessageLite, A extends MessageLite> ContainerdCall<A> call(
            GrpcMethod<Q, A> method, Q request) {
        return new ContainerdCall<>(channel.call(method, request, options), callbacks);
    }

    /** Makes a call of many requests and replies. */
    public <Q extends MessageLite, A extends MessageLite> StreamingCall<Q, A> open(
            GrpcMethod<Q, A> method) throws GrpcException, InterruptedException {
        return channel.open(method, options);
    }
}
