package dev.berth.shared.server;

import java.time.Duration;

/**
 * What one client may take of a server.
 *
 * @param connections at most; for a new one an idle one is closed
 * @param bodyBytes of a request at most
 * @param request from its first byte to its last
 * @param write for a reply, and for each piece of a stream
 * @param drain for the calls that run when the server closes
 */
public record ProtocolServerLimits(
        int connections, int bodyBytes, Duration request, Duration write, Duration drain) {
    /** 64 connections, 4 MiB, 30 s, 60 s, 8 s: Docker kills a plugin 10 s after SIGTERM. */
    public static final ProtocolServerLimits DEFAULT =
            new ProtocolServerLimits(
                    64,
                    4 << 20,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(8));
}
