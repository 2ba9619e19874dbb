package dev.berth.runtime.containerd.connection;

import io.grpc.Status;

/** A gRPC call to containerd that failed, with the status code as a question that callers ask. */
public final class ContainerdCallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Status.Code code;

    ContainerdCallException(Status.Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Returns whether it failed because what it was about is not there. */
    public boolean isNotFound() {
        return code == Status.Code.NOT_FOUND;
    }

    /** Returns whether it failed because what it should make is there. */
    public boolean isAlreadyExists() {
        return code == Status.Code.ALREADY_EXISTS;
    }

    /** Returns whether containerd did not answer: it is away, or hangs. */
    public boolean isUnanswered() {
        return isUnavailable() || code == Status.Code.DEADLINE_EXCEEDED;
    }

    /** Returns whether it failed because there is no containerd, or no longer. */
    public boolean isUnavailable() {
        return code == Status.Code.UNAVAILABLE;
    }
}
