/**
 * The {@code docker.networkdriver/1.0} protocol as a typed service.
 *
 * <p>Facts follow <a
 * href="https://github.com/moby/libnetwork/blob/master/docs/remote.md">libnetwork's remote driver
 * protocol</a>. Nothing returns {@code null}, and an argument that is {@code null} is answered by a
 * {@link java.lang.NullPointerException} that names it.
 */
@Export
@Version("1.0.0")
package dev.berth.driver.network;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
