package dev.berth.core.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A {@link CircuitBreaker} refuses a call, which was not sent. */
final class CircuitOpenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Instant since;
    private final Duration untilRetry;

    CircuitOpenException(Instant since, int failures, String lastFailure, Duration untilRetry) {
        super("%d calls in a row had no answer, the last: %s".formatted(failures, lastFailure));
        this.since = since;
        this.untilRetry = untilRetry;
    }

    /** Returns when the circuit opened. */
    Instant since() {
        return since;
    }

    /** Returns how long it is until the next trial. */
    Duration untilRetry() {
        return untilRetry;
    }
}
