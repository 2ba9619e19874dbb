package dev.berth.runtime.containerd.grpc;

/** Makes what a call fails with, for tests outside of this package. */
public final class GrpcFailures {
    private GrpcFailures() {}

    /** Returns the failure of a call that the server answered with an error of no class. */
    public static GrpcException unknown(String message) {
        return new GrpcException(GrpcCode.UNKNOWN, message);
    }
}
