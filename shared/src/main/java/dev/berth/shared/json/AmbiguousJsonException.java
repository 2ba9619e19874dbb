package dev.berth.shared.json;

import java.io.IOException;

/** A JSON document that another reader could read in another way; the message says where. */
public final class AmbiguousJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    AmbiguousJsonException(String message) {
        super(message);
    }
}
