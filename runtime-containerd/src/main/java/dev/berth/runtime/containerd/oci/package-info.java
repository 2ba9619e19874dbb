/** The OCI runtime specification of a plugin, of its config, its settings and the host. */
package dev.berth.runtime.containerd.oci;
