package dev.berth.engine.itest.bench;

/**
 * What the same work takes at least on this machine: the plainest tool that does it with the same
 * bytes, or an engine that has nothing to do.
 *
 * @param tool what was run
 * @param least of some times in milliseconds, or of some sizes in megabytes
 */
record Floor(String tool, double least) {}
