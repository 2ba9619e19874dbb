package dev.berth.registry.transport;

import java.io.IOException;

/** What was to be sent could not be read here; the registry has no part in it. */
public final class SourceFailure extends IOException {
    private static final long serialVersionUID = 1L;

    public SourceFailure(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
