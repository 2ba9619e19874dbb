package dev.berth.plugin;

import java.time.Duration;
import java.util.Objects;

/**
 * How long an enabled plugin may take. Immutable; every wither returns other options. A duration is
 * from 0 to 365 days, and counted in milliseconds.
 */
public final class EnableOptions {

    /** Thirty seconds for both, the {@code docker} command's default. */
    public static final EnableOptions DEFAULT =
            new EnableOptions(Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final Duration start;
    private final Duration call;

    private EnableOptions(Duration start, Duration call) {
        this.start = Objects.requireNonNull(start, "start");
        this.call = Objects.requireNonNull(call, "call");
    }

    /** Returns the same options with another limit for the start. */
    public EnableOptions withStart(Duration start) {
        return new EnableOptions(start, call);
    }

    /** Returns the same options with another limit for calls. */
    public EnableOptions withCall(Duration call) {
        return new EnableOptions(start, call);
    }

    /**
     * Returns how long the plugin may take from the start of its process until its socket accepts a
     * connection; zero for thirty seconds.
     */
    public Duration start() {
        return start;
    }

    /**
     * Returns how long each call to the plugin may take that has no limit of its own in the
     * protocol; zero for the manager's own limit: no call waits for ever.
     */
    public Duration call() {
        return call;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnableOptions that
                && start.equals(that.start)
                && call.equals(that.call);
    }

    @Override
    public int hashCode() {
        return Objects.hash(start, call);
    }

    @Override
    public String toString() {
        return "EnableOptions[start=%s, call=%s]".formatted(start, call);
    }
}
