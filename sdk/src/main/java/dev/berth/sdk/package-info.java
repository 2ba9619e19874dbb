/**
 * Plugins in Java: a driver of one's own is served by {@link dev.berth.sdk.PluginServer}, which
 * needs only the base module of Java and the driver packages.
 *
 * <p>Nothing returns {@code null}, and an argument that is {@code null} is answered by a {@link
 * java.lang.NullPointerException}.
 */
@Export
@Version("1.0.0")
package dev.berth.sdk;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
