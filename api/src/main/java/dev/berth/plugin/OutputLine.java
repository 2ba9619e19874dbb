package dev.berth.plugin;

import java.time.Instant;
import java.util.Objects;

/** A line that a plugin's process has written. Immutable. */
public final class OutputLine {
    private final Instant time;
    private final Stream stream;
    private final String text;

    private OutputLine(Instant time, Stream stream, String text) {
        this.time = Objects.requireNonNull(time, "time");
        this.stream = Objects.requireNonNull(stream, "stream");
        this.text = Objects.requireNonNull(text, "text");
    }

    /**
     * Returns a line.
     *
     * @param time when it was read
     * @param text without its end
     */
    public static OutputLine of(Instant time, Stream stream, String text) {
        return new OutputLine(time, stream, text);
    }

    /** Returns when it was read, by the clock of this host. */
    public Instant time() {
        return time;
    }

    /** Returns where it was written to. */
    public Stream stream() {
        return stream;
    }

    /**
     * Returns its text without its end. It is the plugin's: what is not printable is for who shows
     * it to replace.
     */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutputLine that
                && time.equals(that.time)
                && stream == that.stream
                && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, stream, text);
    }

    @Override
    public String toString() {
        return "OutputLine[time=%s, stream=%s, text=%s]".formatted(time, stream, text);
    }

    /** A standard stream of a process. */
    public enum Stream {
        /** The standard output. */
        STDOUT,
        /** The standard error. */
        STDERR
    }
}
