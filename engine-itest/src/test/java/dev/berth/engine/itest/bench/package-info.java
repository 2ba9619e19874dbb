/** Measures Berth beside a real dockerd on one containerd, and writes what it found. */
package dev.berth.engine.itest.bench;
