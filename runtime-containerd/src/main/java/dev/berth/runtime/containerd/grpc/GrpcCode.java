package dev.berth.runtime.containerd.grpc;

/** The status codes of gRPC; the ordinal is the number in {@code grpc-status}. */
public enum GrpcCode {
    OK,
    CANCELLED,
    UNKNOWN,
    INVALID_ARGUMENT,
    DEADLINE_EXCEEDED,
    NOT_FOUND,
    ALREADY_EXISTS,
    PERMISSION_DENIED,
    RESOURCE_EXHAUSTED,
    FAILED_PRECONDITION,
    ABORTED,
    OUT_OF_RANGE,
    UNIMPLEMENTED,
    INTERNAL,
    UNAVAILABLE,
    DATA_LOSS,
    UNAUTHENTICATED;

    private static final GrpcCode[] ALL = values();

    /** Returns the code of a number in ASCII digits, {@link #UNKNOWN} for what is none. */
    static GrpcCode of(CharSequence number) {
        try {
            return ALL[Integer.parseInt(number, 0, number.length(), 10)];
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return UNKNOWN;
        }
    }
}
