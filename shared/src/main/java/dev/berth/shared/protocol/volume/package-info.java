/** The messages of {@code docker.volumedriver/1.0}, called and served. */
package dev.berth.shared.protocol.volume;
