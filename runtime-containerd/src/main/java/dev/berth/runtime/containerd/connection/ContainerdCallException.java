package dev.berth.runtime.containerd.connection;

import dev.berth.runtime.containerd.grpc.GrpcCode;
import dev.berth.runtime.containerd.grpc.GrpcException;
import dev.berth.runtime.containerd.grpc.NotConnectedException;
import java.util.concurrent.TimeoutException;

/** A gRPC call to containerd that failed, with the status code as a question that callers ask. */
public final class ContainerdCallException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What containerd puts behind its errors' texts when they have no class of their own. */
    private static final String NO_CLASS = ": unknown";

    private static final String LATE = "containerd did not answer in time";

    private final GrpcCode code;

    private ContainerdCallException(GrpcCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns what a call failed with, in words for whoever runs containerd. */
    public static ContainerdCallException of(GrpcException error) {
        return new ContainerdCallException(error.code(), message(error), error);
    }

    /** Returns the failure of a call that was waited for no longer. */
    static ContainerdCallException ofTimeout(TimeoutException timeout) {
        return new ContainerdCallException(GrpcCode.DEADLINE_EXCEEDED, LATE, timeout);
    }

    /** Returns the failure of a call by an error that no server and no connection makes. */
    static ContainerdCallException ofUnexpected(Throwable error) {
        return new ContainerdCallException(GrpcCode.INTERNAL, error.toString(), error);
    }

    private static String message(GrpcException error) {
        if (error instanceof NotConnectedException) {
            return "containerd %s: start it, or configure its address"
                    .formatted(error.getMessage());
        }
        if (error.code() == GrpcCode.DEADLINE_EXCEEDED) {
            return LATE;
        }
        String text = error.getMessage();
        text =
                text.endsWith(NO_CLASS)
                        ? text.substring(0, text.length() - NO_CLASS.length())
                        : text;
        return text.isEmpty() ? error.code().toString() : text;
    }

    /** Returns whether it failed because what it was about is not there. */
    public boolean isNotFound() {
        return code == GrpcCode.NOT_FOUND;
    }

    /** Returns whether it failed because what it should make is there. */
    public boolean isAlreadyExists() {
        return code == GrpcCode.ALREADY_EXISTS;
    }

    /** Returns whether containerd did not answer: it is away, or hangs. */
    public boolean isUnanswered() {
        return isUnavailable() || code == GrpcCode.DEADLINE_EXCEEDED;
    }

    /** Returns whether it failed because there is no containerd, or no longer. */
    public boolean isUnavailable() {
        return code == GrpcCode.UNAVAILABLE;
    }
}
