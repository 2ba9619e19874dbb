package dev.berth.runtime.containerd.grpc;

/** A call that did not end with status OK. */
public class GrpcException extends Exception {
    private static final long serialVersionUID = 1L;

    private final GrpcCode code;

    GrpcException(GrpcCode code, String message) {
        this(code, message, null);
    }

    GrpcException(GrpcCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public final GrpcCode code() {
        return code;
    }
}
