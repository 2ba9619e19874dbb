/** Typed drivers: which capability has which {@link dev.berth.driver.DriverFactory}. */
package dev.berth.core.driver;
