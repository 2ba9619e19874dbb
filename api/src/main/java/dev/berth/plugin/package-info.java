/**
 * Plugins as a host sees them: what they are called, what they ask for, what state they are in, and
 * the {@link dev.berth.plugin.PluginManager} that installs, enables and removes them.
 *
 * <p>Everything here is a value or a service. Values are immutable and safe to share between
 * threads: what Berth makes is an interface, what callers make is a class with {@code of} and
 * withers, and a type whose grammar is closed is a record. Nothing returns {@code null}; what may
 * be missing is an {@link java.util.Optional} or an empty collection. An argument that is {@code
 * null} is answered by a {@link java.lang.NullPointerException} that names it, or, by a method that
 * returns an {@link dev.berth.plugin.Operation}, by the operation's failure.
 *
 * <p>Sizes are in bytes unless a name says otherwise.
 */
@Export
@Version("1.3.0")
package dev.berth.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
