package dev.berth.engine.itest.bench;

/**
 * What the same work takes at least on this machine: the plainest tool that does it with the same
 * bytes, or an engine that has nothing to do.
 *
 * @param tool what was run
 * @param millis the shortest of some times
 */
record Floor(String tool, double millis) {}
