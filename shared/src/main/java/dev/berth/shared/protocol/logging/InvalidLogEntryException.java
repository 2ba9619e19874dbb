package dev.berth.shared.protocol.logging;

import java.io.IOException;

/** What should be a log entry is none. */
public final class InvalidLogEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidLogEntryException(String message) {
        super(message);
    }
}
