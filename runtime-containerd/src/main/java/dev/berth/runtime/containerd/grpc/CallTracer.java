package dev.berth.runtime.containerd.grpc;

/** Follows the calls of a channel. It runs on the channel's threads and may not block for long. */
@FunctionalInterface
public interface CallTracer {
    /** Follows no call. */
    CallTracer NONE = method -> Trace.NONE;

    /** What is told of one call. */
    interface Trace {
        /** Is told nothing. */
        Trace NONE = new Trace() {};

        /** The request is in the socket; of a stream, its first message. */
        default void sent() {}

        /** The head of the reply is here, and nobody knows of it. */
        default void replied() {}
    }

    /** A call begins; nothing of it is sent. On the thread that calls. */
    Trace begin(GrpcMethod<?, ?> method);
}
