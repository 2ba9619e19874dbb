/** The plugin runtime over containerd: its component and its configuration. */
package dev.berth.runtime.containerd;
