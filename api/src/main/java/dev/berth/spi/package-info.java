/**
 * Service provider interfaces: what a bundle registers as an OSGi service to bring Berth another
 * registry, reader of layouts, runtime, discovery or admission policy.
 *
 * <p>Calls block and are made on threads that the caller owns; a call is cancelled by interrupting
 * its thread, and must then end soon with an {@link java.lang.InterruptedException} and leave
 * nothing behind. Providers are called from many threads at once. Callers never pass {@code null},
 * and providers never return it; what providers make of this package throws a {@link
 * java.lang.NullPointerException} that names the argument.
 *
 * <p>A provider throws the exceptions that its method names. Any other {@link
 * java.lang.RuntimeException} or {@link java.lang.Error} fails the user's operation as an {@link
 * dev.berth.plugin.error.OperationFailedException}.
 */
@Export
@Version("1.7.0")
package dev.berth.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
