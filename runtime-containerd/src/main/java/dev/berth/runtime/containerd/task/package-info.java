/** The containers and tasks of plugins: their start, output, exit and clearance. */
package dev.berth.runtime.containerd.task;
