/** The typed driver of {@code docker.authz/1.0}. */
package dev.berth.core.driver.authz;
