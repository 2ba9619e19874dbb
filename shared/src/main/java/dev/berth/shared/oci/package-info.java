/** Names of the OCI specifications and of Docker's formats before them. */
package dev.berth.shared.oci;
