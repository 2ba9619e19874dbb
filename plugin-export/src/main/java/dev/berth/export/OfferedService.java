package dev.berth.export;

/**
 * A service by one of its driver interfaces: one object can have several.
 *
 * @param reference of two for the same protocol of a plugin the greater one counts
 */
record OfferedService(Comparable<Object> reference, Class<?> type) {}
