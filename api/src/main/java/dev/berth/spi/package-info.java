/**
 * What a provider implements to bring Berth another registry, reader of layouts, runtime, discovery
 * or policy.
 *
 * <p>Calls block and are made on threads that the caller owns; a call is cancelled by interrupting
 * its thread, and must then end soon with an {@link java.lang.InterruptedException} and leave
 * nothing behind. Providers are called from many threads at once. Nothing takes or returns {@code
 * null}.
 */
@Export
@Version("1.0.0")
package dev.berth.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
