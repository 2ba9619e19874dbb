/**
 * Calls of other bundles' code, each on a thread of its own that nobody waits for without a limit.
 */
package dev.berth.core.foreign;
