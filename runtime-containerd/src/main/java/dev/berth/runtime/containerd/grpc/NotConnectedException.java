package dev.berth.runtime.containerd.grpc;

import java.net.SocketAddress;

/** A call that was not sent, because there is no connection to the server and none can be made. */
public final class NotConnectedException extends GrpcException {
    private static final long serialVersionUID = 1L;

    NotConnectedException(SocketAddress server, Throwable cause) {
        super(
                GrpcCode.UNAVAILABLE,
                "does not answer at %s (%s)".formatted(server, reason(cause)),
                cause);
    }

    /** Netty repeats the address in the message of the socket's exception, which is the cause. */
    private static String reason(Throwable cause) {
        return (cause.getCause() == null ? cause : cause.getCause()).getMessage();
    }
}
