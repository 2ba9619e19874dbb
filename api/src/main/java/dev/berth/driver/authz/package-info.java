/**
 * The {@code docker.authz/1.0} protocol as a typed service.
 *
 * <p>Facts follow <a href="https://docs.docker.com/engine/extend/plugins_authorization/">Docker's
 * authorization plugin protocol</a>. Nothing returns {@code null}, and an argument that is {@code
 * null} is answered by a {@link java.lang.NullPointerException} that names it.
 */
@Export
@Version("1.0.0")
package dev.berth.driver.authz;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
