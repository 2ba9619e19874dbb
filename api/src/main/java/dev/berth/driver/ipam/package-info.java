/**
 * The {@code docker.ipamdriver/1.0} protocol as a typed service, and IP addresses with a prefix.
 *
 * <p>Facts follow <a
 * href="https://github.com/moby/libnetwork/blob/master/docs/ipam.md">libnetwork's IPAM
 * protocol</a>. Nothing returns {@code null}, and an argument that is {@code null} is answered by a
 * {@link java.lang.NullPointerException} that names it.
 */
@Export
@Version("1.0.0")
package dev.berth.driver.ipam;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
