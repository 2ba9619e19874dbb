/**
 * Unpacks layers: scans them, sends them to containerd's content store, and has its diff service
 * apply them.
 */
package dev.berth.runtime.containerd.layer;
