/**
 * Unpacks layers in one pass: reads, checks and decompresses them, and makes their files; what Java
 * cannot make is sent to containerd's content store, and its diff service applies it.
 */
package dev.berth.runtime.containerd.layer;
