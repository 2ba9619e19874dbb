/** Typed drivers: one {@link dev.berth.core.driver.DriverFactory} a capability. */
package dev.berth.core.driver;
