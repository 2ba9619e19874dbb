/**
 * What enabled plugins can do, and how to use it without a typed driver: {@linkplain
 * dev.berth.capability.PluginClient clients} published as services, {@linkplain
 * dev.berth.capability.CapabilityHandler handlers} told of each plugin that comes and goes, and
 * {@linkplain dev.berth.capability.Lease leases} that keep a plugin from being disabled.
 *
 * <p>Nothing returns {@code null}, and an argument that is {@code null} is answered by a {@link
 * java.lang.NullPointerException} that names it.
 */
@Export
@Version("1.2.0")
package dev.berth.capability;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
