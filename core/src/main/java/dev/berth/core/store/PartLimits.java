package dev.berth.core.store;

import java.time.Duration;

/**
 * How much may be kept of downloads that did not come to their end.
 *
 * @param age how long ago the last byte may have come
 * @param bytes how large all of them may be together
 */
public record PartLimits(Duration age, long bytes) {}
