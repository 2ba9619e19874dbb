/** The typed driver of {@code docker.logdriver/1.0}: its calls, its FIFOs and its running logs. */
package dev.berth.core.driver.logging;
