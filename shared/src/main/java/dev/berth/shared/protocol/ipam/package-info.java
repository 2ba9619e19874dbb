/** The messages of {@code docker.ipamdriver/1.0}, called and served. */
package dev.berth.shared.protocol.ipam;
