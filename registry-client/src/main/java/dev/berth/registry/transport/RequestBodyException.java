package dev.berth.registry.transport;

import java.io.IOException;

/** The body of a request could not be read from its source; the server has no part in it. */
public final class RequestBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    public RequestBodyException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
