/** The version of the OCI runtime, and whether upstream's number of it is known to be escaped. */
package dev.berth.runtime.containerd.version;
