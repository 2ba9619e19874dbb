package dev.berth.discovery.lookup;

import dev.berth.discovery.file.SocketIdentity;
import dev.berth.spi.LegacyEndpoint;
import java.util.Optional;

/**
 * An endpoint with the identity of its socket.
 *
 * @param socket which socket it is, if it is one on this host: another one in its place is another
 *     plugin
 */
public record FoundEndpoint(LegacyEndpoint endpoint, Optional<SocketIdentity> socket) {}
