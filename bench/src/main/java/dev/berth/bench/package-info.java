/** Measurements side by side with a peer, as commands of the shell. */
package dev.berth.bench;
