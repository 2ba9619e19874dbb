/** The messages and log entries of {@code docker.logdriver/1.0}, called and served. */
package dev.berth.shared.protocol.logging;
