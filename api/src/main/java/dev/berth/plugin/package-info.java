/**
 * Plugins as a host sees them: what they are called, what they ask for, what state they are in, and
 * the {@link dev.berth.plugin.PluginManager} that installs, enables and removes them.
 *
 * <p>Everything here is a value or an interface. Values are immutable and safe to share between
 * threads. Nothing takes or returns {@code null}; what may be missing is an {@link
 * java.util.Optional} or an empty collection.
 */
@Export
@Version("1.0.0")
package dev.berth.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
