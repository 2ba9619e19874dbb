package dev.berth.core.client;

import java.io.IOException;

/** A reply that is not HTTP/1.1 (RFC 9112), or exceeds a limit. */
final class MalformedReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedReplyException(String message) {
        super(message);
    }
}
