package dev.berth.core.store;

import java.time.Duration;

/**
 * How much may be kept of downloads that did not come to their end.
 *
 * @param age how long ago the last byte may have come
 * @param bytes how large all of them may be together
 */
public record PartLimits(Duration age, long bytes) {

    /** For where nobody says otherwise. */
    public static final PartLimits DEFAULT = new PartLimits(Duration.ofDays(7), 10_000_000_000L);
}
