package dev.berth.runtime.containerd.version;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of runc by upstream's number: {@code 1.2.8}, {@code 1.4.0-rc.3}, {@code 1.0.0-rc93}.
 * What a distribution adds ({@code +ds1}) is no part of it.
 *
 * @param candidate the number of a release candidate, or {@link #RELEASE}
 */
record RuncVersion(int major, int minor, int patch, int candidate)
        implements Comparable<RuncVersion> {
    static final int RELEASE = Integer.MAX_VALUE;

    private static final Pattern FORM =
            Pattern.compile(
                    "v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?(?:[-~]rc\\.?(\\d{1,4}))?.*");
    private static final Comparator<RuncVersion> ORDER =
            Comparator.comparingInt(RuncVersion::major)
                    .thenComparingInt(RuncVersion::minor)
                    .thenComparingInt(RuncVersion::patch)
                    .thenComparingInt(RuncVersion::candidate);

    /** Reads a version; empty if it has another form. */
    static Optional<RuncVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new RuncVersion(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2)),
                                matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)),
                                matcher.group(4) == null
                                        ? RELEASE
                                        : Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }

    /** Returns whether another is of the same line of releases, 1.2. */
    boolean isOfLine(RuncVersion other) {
        return major == other.major && minor == other.minor;
    }

    @Override
    public int compareTo(RuncVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String number = "%d.%d.%d".formatted(major, minor, patch);
        return candidate == RELEASE ? number : number + "-rc" + candidate;
    }
}
