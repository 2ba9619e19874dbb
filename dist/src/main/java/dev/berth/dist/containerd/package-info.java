/**
 * The containerd that plugins run in: the host's, or one of Berth's own, started and kept alive.
 */
package dev.berth.dist.containerd;
