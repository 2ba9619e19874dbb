/** The typed driver of {@code docker.volumedriver/1.0}. */
package dev.berth.core.driver.volume;
