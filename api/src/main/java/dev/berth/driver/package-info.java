/**
 * What all typed drivers have in common: {@link dev.berth.driver.DriverFactory} services make them,
 * over JSON messages.
 *
 * <p>The interfaces of the protocols are in the packages below this one. Each serves three ways: a
 * plugin is a service of it, a plugin in Java implements it, and a service of it can be offered as
 * a plugin. Nothing returns {@code null}, and an argument that is {@code null} is answered by a
 * {@link java.lang.NullPointerException} that names it.
 */
@Export
@Version("1.0.0")
package dev.berth.driver;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
