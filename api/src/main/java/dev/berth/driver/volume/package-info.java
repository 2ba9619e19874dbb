/**
 * The {@code docker.volumedriver/1.0} protocol as a typed service.
 *
 * <p>Facts follow <a href="https://docs.docker.com/engine/extend/plugins_volume/">Docker's volume
 * plugin protocol</a>. Nothing takes or returns {@code null}.
 */
@Export
@Version("1.0.0")
package dev.berth.driver.volume;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
