/** The messages of {@code docker.authz/1.0}, called and served. */
package dev.berth.shared.protocol.authz;
