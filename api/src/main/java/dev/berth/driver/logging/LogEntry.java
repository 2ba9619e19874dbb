package dev.berth.driver.logging;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a log, or a part of one. Immutable, as long as nobody changes the line's array: it is
 * not copied.
 */
public final class LogEntry {
    private static final Instant EARLIEST = Instant.ofEpochSecond(0, Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

    private final String source;
    private final Instant time;
    private final byte[] line;
    private final boolean partial;
    private final Optional<PartialLog> partialLog;

    private LogEntry(
            String source,
            Instant time,
            byte[] line,
            boolean partial,
            Optional<PartialLog> partialLog) {
        this.source = Objects.requireNonNull(source, "source");
        this.time = Objects.requireNonNull(time, "time");
        this.line = Objects.requireNonNull(line, "line");
        this.partial = partial;
        this.partialLog = partialLog;
    }

    /**
     * Returns an entry that is a whole line.
     *
     * @param source {@code stdout} or {@code stderr}
     * @param time of the years 1678 to 2261: it is sent as nanoseconds in 64 bits
     * @param line without its end; not copied
     * @throws DateTimeException if the time cannot be sent
     */
    public static LogEntry of(String source, Instant time, byte[] line) {
        if (Objects.requireNonNull(time, "time").isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException(time + " is not of the years 1678 to 2261");
        }
        return new LogEntry(source, time, line, false, Optional.empty());
    }

    /** Returns the same entry as a part of a line, or as a whole one. */
    public LogEntry withPartial(boolean partial) {
        return new LogEntry(
                source, time, line, partial, partial ? partialLog : Optional.<PartialLog>empty());
    }

    /** Returns the same entry as a part of a line of which is known which. */
    public LogEntry withPartialLog(PartialLog partialLog) {
        return new LogEntry(
                source,
                time,
                line,
                true,
                Optional.of(Objects.requireNonNull(partialLog, "partialLog")));
    }

    /** Returns {@code stdout} or {@code stderr}. */
    public String source() {
        return source;
    }

    /** Returns when it was written, with nanoseconds. */
    public Instant time() {
        return time;
    }

    /** Returns the line's bytes without its end; not to be changed. */
    public byte[] line() {
        return line;
    }

    /** Returns whether it is a part of a line that was split. */
    public boolean partial() {
        return partial;
    }

    /** Returns which part of a line it is, if that is known. */
    public Optional<PartialLog> partialLog() {
        return partialLog;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogEntry that
                && source.equals(that.source)
                && time.equals(that.time)
                && Arrays.equals(line, that.line)
                && partial == that.partial
                && partialLog.equals(that.partialLog);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, time, Arrays.hashCode(line), partial, partialLog);
    }

    @Override
    public String toString() {
        return "LogEntry[source=%s, time=%s, line=%d bytes, partial=%s, partialLog=%s]"
                .formatted(source, time, line.length, partial, partialLog);
    }
}
