/** The messages of {@code docker.networkdriver/1.0}, called and served. */
package dev.berth.shared.protocol.network;
