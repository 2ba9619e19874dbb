package dev.berth.core.client;

import java.io.IOException;

/** The deadline of a call passed. */
final class DeadlineException extends IOException {
    private static final long serialVersionUID = 1L;

    DeadlineException(Throwable cause) {
        super("the deadline passed", cause);
    }
}
