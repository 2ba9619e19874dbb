/**
 * The {@code docker.logdriver/1.0} protocol as a typed service.
 *
 * <p>Facts follow <a href="https://docs.docker.com/engine/extend/plugins_logging/">Docker's log
 * driver plugins</a>. Nothing returns {@code null}, and an argument that is {@code null} is
 * answered by a {@link java.lang.NullPointerException} that names it.
 */
@Export
@Version("1.0.0")
package dev.berth.driver.logging;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
