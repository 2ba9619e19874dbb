package dev.berth.runtime.containerd.grpc;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a call ended with, by "gRPC over HTTP/2": its trailers, the HTTP status of a server that
 * speaks no gRPC, the error code of a reset stream, or a stream that broke the protocol.
 */
final class CallStatus {
    private static final String STATUS = "grpc-status";
    private static final String MESSAGE = "grpc-message";
    private static final String CONTENT_TYPE = "content-type";
    private static final String GRPC = "application/grpc";

    private CallStatus() {}

    /** Returns why a call failed by its trailers, or nothing for status OK. */
    static Optional<GrpcException> ofTrailers(Http2Headers trailers) {
        CharSequence number = trailers.get(STATUS);
        if (number == null) {
            return Optional.of(internal("the server's trailers have no grpc-status"));
        }
        GrpcCode code = GrpcCode.of(number);
        if (code == GrpcCode.OK) {
            return Optional.empty();
        }
        CharSequence message = trailers.get(MESSAGE);
        return Optional.of(
                new GrpcException(code, message == null ? code.toString() : decoded(message)));
    }

    /** Returns why a reply's head is none of gRPC's, or nothing. */
    static Optional<GrpcException> ofHead(Http2Headers head) {
        String status = String.valueOf(head.status());
        CharSequence type = head.get(CONTENT_TYPE);
        boolean grpc = type != null && type.toString().startsWith(GRPC);
        if (grpc && status.equals("200")) {
            return Optional.empty();
        }
        return Optional.of(
                new GrpcException(
                        codeOfHttp(status),
                        status.equals("200")
                                ? "the server's reply is not of type " + GRPC
                                : "the server replied with HTTP status " + status));
    }

    private static GrpcCode codeOfHttp(String status) {
        return switch (status) {
            case "400" -> GrpcCode.INTERNAL;
            case "401" -> GrpcCode.UNAUTHENTICATED;
            case "403" -> GrpcCode.PERMISSION_DENIED;
            case "404" -> GrpcCode.UNIMPLEMENTED;
            case "429", "502", "503", "504" -> GrpcCode.UNAVAILABLE;
            default -> GrpcCode.UNKNOWN;
        };
    }

    /** Returns what the error code of an HTTP/2 reset says. */
    static GrpcException ofReset(long errorCode) {
        Http2Error error = Http2Error.valueOf(errorCode);
        return new GrpcException(codeOfReset(error), "the server reset the call: " + error);
    }

    private static GrpcCode codeOfReset(Http2Error error) {
        if (error == null) {
            return GrpcCode.INTERNAL;
        }
        return switch (error) {
            case REFUSED_STREAM -> GrpcCode.UNAVAILABLE;
            case CANCEL -> GrpcCode.CANCELLED;
            case ENHANCE_YOUR_CALM -> GrpcCode.RESOURCE_EXHAUSTED;
            case INADEQUATE_SECURITY -> GrpcCode.PERMISSION_DENIED;
            default -> GrpcCode.INTERNAL;
        };
    }

    /** Returns what an error in the handling of a stream says. */
    static GrpcException ofError(Throwable error) {
        if (error instanceof GrpcException known) {
            return known;
        }
        GrpcCode code =
                error instanceof Http2Exception.HeaderListSizeException
                        ? GrpcCode.RESOURCE_EXHAUSTED
                        : GrpcCode.INTERNAL;
        return new GrpcException(code, "the server's reply is wrong: " + error.getMessage(), error);
    }

    /**
     * Returns what a stream says that ended before its reply.
     *
     * @param cause why, or {@code null} if nobody knows
     */
    static GrpcException ofLostConnection(Throwable cause) {
        boolean refused =
                cause instanceof Http2Exception error && error.error() == Http2Error.REFUSED_STREAM;
        return new GrpcException(
                GrpcCode.UNAVAILABLE,
                refused
                        ? "the server takes no more calls at once"
                        : "the connection ended before the reply",
                cause);
    }

    /** Returns the failure of a server that breaks the protocol. */
    static GrpcException internal(String message) {
        return new GrpcException(GrpcCode.INTERNAL, message);
    }

    /** Percent-decodes; what is no escape stays, as gRPC has it. */
    private static String decoded(CharSequence message) {
        byte[] text = message.toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            if (isEscape(text, i)) {
                decoded.write(
                        HexFormat.fromHexDigit(text[i + 1]) << 4
                                | HexFormat.fromHexDigit(text[i + 2]));
                i += 2;
            } else {
                decoded.write(text[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(byte[] text, int at) {
        return text[at] == '%'
                && at + 2 < text.length
                && HexFormat.isHexDigit(text[at + 1])
                && HexFormat.isHexDigit(text[at + 2]);
    }
}
