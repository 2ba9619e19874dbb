package dev.berth.registry.http;

import java.time.Duration;

/**
 * How long a registry may take.
 *
 * @param connect until a connection is there, its TLS handshake included
 * @param answer from the request's last byte until the answer's head
 * @param commit the same after an upload, which the registry has to hash and store
 * @param stall how long bytes may stay away, in either direction
 * @param slowestRate how many bytes a second an answer must bring on average, measured over each
 *     {@code stall} of waiting
 */
public record TimeLimits(
        Duration connect, Duration answer, Duration commit, Duration stall, long slowestRate) {}
