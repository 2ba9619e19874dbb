/**
 * The launcher: starts a Felix framework with Berth's bundles, and its own containerd where the
 * host has none.
 */
package dev.berth.dist;
