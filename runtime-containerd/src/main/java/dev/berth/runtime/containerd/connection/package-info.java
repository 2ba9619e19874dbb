/**
 * The connection to containerd: a gRPC channel over its unix socket, its errors, and its
 * reconnection.
 */
package dev.berth.runtime.containerd.connection;
