package dev.berth.shared.server;

import java.io.IOException;

/** A request that is not HTTP as plugins speak it; it is answered with a status and closed. */
final class HttpException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
