package dev.berth.core.client;

import java.io.IOException;

/** The other side does not speak HTTP/1.1 as RFC 9112 has it, or beyond what is taken from it. */
final class MalformedReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedReplyException(String message) {
        super(message);
    }
}
