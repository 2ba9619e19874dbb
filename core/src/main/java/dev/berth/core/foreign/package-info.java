/**
 * Calls of other bundles' code, each on a thread of its own that nobody waits for without a limit
 * or a way to give up.
 */
package dev.berth.core.foreign;
