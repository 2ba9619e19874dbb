/** The typed driver of {@code docker.networkdriver/1.0}. */
package dev.berth.core.driver.network;
