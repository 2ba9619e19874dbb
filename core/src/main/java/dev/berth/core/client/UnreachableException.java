package dev.berth.core.client;

import java.io.IOException;

/** No connection could be made. */
final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
