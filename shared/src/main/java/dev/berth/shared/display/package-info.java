/**
 * What the {@code docker} command shows: states, durations, sizes and steps of a pull, in its
 * words.
 */
package dev.berth.shared.display;
