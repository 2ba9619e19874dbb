package dev.berth.driver.logging;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Which entries of a log to read. Immutable. */
public final class ReadConfig {
    private static final ReadConfig ALL =
            new ReadConfig(Optional.empty(), Optional.empty(), OptionalInt.empty(), false);

    private final Optional<Instant> since;
    private final Optional<Instant> until;
    private final OptionalInt tail;
    private final boolean follow;

    private ReadConfig(
            Optional<Instant> since, Optional<Instant> until, OptionalInt tail, boolean follow) {
        this.since = since;
        this.until = until;
        this.tail = tail;
        this.follow = follow;
    }

    /** Returns what reads all that was logged, and then ends. */
    public static ReadConfig all() {
        return ALL;
    }

    /** Returns the same without entries before a time. */
    public ReadConfig withSince(Instant since) {
        return new ReadConfig(
                Optional.of(Objects.requireNonNull(since, "since")), until, tail, follow);
    }

    /** Returns the same without entries after a time. */
    public ReadConfig withUntil(Instant until) {
        return new ReadConfig(
                since, Optional.of(Objects.requireNonNull(until, "until")), tail, follow);
    }

    /**
     * Returns the same, beginning with the last entries that are there.
     *
     * @param tail how many of them, zero or more
     */
    public ReadConfig withTail(int tail) {
        if (tail < 0) {
            throw new IllegalArgumentException("tail is less than zero: " + tail);
        }
        return new ReadConfig(since, until, OptionalInt.of(tail), follow);
    }

    /** Returns the same, waiting for further entries or not. */
    public ReadConfig withFollow(boolean follow) {
        return new ReadConfig(since, until, tail, follow);
    }

    /** Returns the time before which entries are left out. */
    public Optional<Instant> since() {
        return since;
    }

    /** Returns the time after which entries are left out. */
    public Optional<Instant> until() {
        return until;
    }

    /** Returns how many of the entries that are there to begin with; empty for all. */
    public OptionalInt tail() {
        return tail;
    }

    /** Returns whether to wait for further entries. */
    public boolean follow() {
        return follow;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadConfig that
                && since.equals(that.since)
                && until.equals(that.until)
                && tail.equals(that.tail)
                && follow == that.follow;
    }

    @Override
    public int hashCode() {
        return Objects.hash(since, until, tail, follow);
    }

    @Override
    public String toString() {
        return "ReadConfig[since=%s, until=%s, tail=%s, follow=%s]"
                .formatted(since, until, tail, follow);
    }
}
