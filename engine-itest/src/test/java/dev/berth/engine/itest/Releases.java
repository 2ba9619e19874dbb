package dev.berth.engine.itest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The major versions of dockerd that something in a script is about: all, {@code until 26}, which
 * excludes it, or {@code from 26}.
 */
record Releases(int from, int until) {
    static final Releases ALL = new Releases(0, Integer.MAX_VALUE);

    private static final Pattern BOUND = Pattern.compile(" (from|until) (\\d+)$");

    /** Returns those that a text names at its end. */
    static Releases of(String text) {
        Matcher bound = BOUND.matcher(text);
        if (!bound.find()) {
            return ALL;
        }
        int version = Integer.parseInt(bound.group(2));
        return bound.group(1).equals("from")
                ? new Releases(version, Integer.MAX_VALUE)
                : new Releases(0, version);
    }

    /** Returns a text without the releases that it names at its end. */
    static String without(String text) {
        return BOUND.matcher(text).replaceFirst("");
    }

    boolean include(String dockerd) {
        int version = Integer.parseInt(dockerd);
        return version >= from && version < until;
    }

    /** Returns the least range that has all of both. */
    Releases and(Releases other) {
        return new Releases(Math.min(from, other.from), Math.max(until, other.until));
    }

    /** Returns what a table adds to what is only beside some, {@code (until 26)}. */
    String note() {
        if (from > 0) {
            return " (from %d)".formatted(from);
        }
        return until < Integer.MAX_VALUE ? " (until %d)".formatted(until) : "";
    }
}
