package dev.berth.plugin.error;

import java.time.Duration;
import java.util.Objects;

/** Something did not happen in the time it was given. */
public final class PluginTimeoutException extends PluginException {
    private static final long serialVersionUID = 1L;

    private final Duration limit;

    public PluginTimeoutException(String message, Duration limit) {
        super(message);
        this.limit = Objects.requireNonNull(limit, "limit");
    }

    /** Returns the time it was given. */
    public Duration limit() {
        return limit;
    }
}
