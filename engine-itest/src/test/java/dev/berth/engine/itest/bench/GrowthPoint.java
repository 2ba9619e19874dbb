package dev.berth.engine.itest.bench;

/**
 * What one kind of work took at one size, in the median.
 *
 * @param work with its unit
 * @param size plugins or megabytes
 */
record GrowthPoint(String work, int size, double berth, double dockerd, double ratio) {}
