/**
 * For the tests of an author's driver: the driver is served as in a plugin, and called over the
 * real protocol, in the process of the test.
 *
 * <p>Nothing returns {@code null}, and an argument that is {@code null} is answered by a {@link
 * java.lang.NullPointerException}.
 */
@Export
@Version("1.1.0")
package dev.berth.sdk.testing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
