/** The typed driver of {@code docker.ipamdriver/1.0}. */
package dev.berth.core.driver.ipam;
