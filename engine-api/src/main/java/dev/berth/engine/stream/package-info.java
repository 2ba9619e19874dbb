/** Answers that grow: progress and events, each with a bound on what waits for a slow reader. */
package dev.berth.engine.stream;
