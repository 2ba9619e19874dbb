package dev.berth.driver.logging;

import java.util.Objects;

/** Which part of a line that was split an entry is. Immutable. */
public final class PartialLog {
    private final String id;
    private final int ordinal;
    private final boolean last;

    private PartialLog(String id, int ordinal, boolean last) {
        this.id = Objects.requireNonNull(id, "id");
        this.ordinal = ordinal;
        this.last = last;
    }

    /**
     * Returns a part.
     *
     * @param id the same for all parts of one line
     * @param ordinal its place among them, from 1 up
     * @param last whether no further part comes
     */
    public static PartialLog of(String id, int ordinal, boolean last) {
        return new PartialLog(id, ordinal, last);
    }

    /** Returns what all parts of one line have in common. */
    public String id() {
        return id;
    }

    /** Returns the part's place among those of the line, from 1 up. */
    public int ordinal() {
        return ordinal;
    }

    /** Returns whether no further part comes. */
    public boolean last() {
        return last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartialLog that
                && id.equals(that.id)
                && ordinal == that.ordinal
                && last == that.last;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, ordinal, last);
    }

    @Override
    public String toString() {
        return "PartialLog[id=%s, ordinal=%d, last=%s]".formatted(id, ordinal, last);
    }
}
