/** Names of the OCI image specification and of Docker's formats before it. */
package dev.berth.shared.oci;
