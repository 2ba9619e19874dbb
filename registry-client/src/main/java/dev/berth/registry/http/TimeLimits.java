package dev.berth.registry.http;

import java.time.Duration;

/**
 * How long each part of an exchange may take.
 *
 * @param connect until a connection is there, its TLS handshake included
 * @param response from the request's last byte until the head of the response
 * @param commit the same after an upload, which the registry has to hash and store
 * @param stall how long bytes may stay away, in either direction
 * @param slowestRate how many bytes a second a response must bring on average, measured over each
 *     {@code stall} of waiting
 */
public record TimeLimits(
        Duration connect, Duration response, Duration commit, Duration stall, long slowestRate) {}
