package dev.berth.core.store;

import java.time.Duration;

/**
 * Limits on what is kept of downloads that broke off.
 *
 * @param age the longest time since the last byte came
 * @param bytes the largest size of all together
 */
public record PartLimits(Duration age, long bytes) {}
