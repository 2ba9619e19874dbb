/**
 * Desired state: documents that say which plugins a host is to have, compared with what is there
 * and applied. {@link dev.berth.plugin.desired.DesiredPlugins} is a service of the bundle {@code
 * dev.berth.desired}.
 */
@Export
@Version("1.0.0")
package dev.berth.plugin.desired;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
