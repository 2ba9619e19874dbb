package dev.berth.runtime.containerd.grpc;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

/**
 * A method of a gRPC service.
 *
 * @param path {@code /package.Service/Method}, which is the {@code :path} of a call
 * @param replies parses its replies
 * @param <Q> its requests
 * @param <A> its replies
 */
public record GrpcMethod<Q extends MessageLite, A extends MessageLite>(
        String path, Parser<A> replies) {

    /** Returns the method of a service, by the service's full name. */
    public static <Q extends MessageLite, A extends MessageLite> GrpcMethod<Q, A> of(
            String service, String name, Parser<A> replies) {
        return new GrpcMethod<>("/" + service + "/" + name, replies);
    }
}
