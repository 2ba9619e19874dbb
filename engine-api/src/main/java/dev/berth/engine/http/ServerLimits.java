package dev.berth.engine.http;

import java.time.Duration;

/**
 * The limits on what one client, or all of them, can take.
 *
 * @param requests how many are served at once, without those that are not counted
 * @param streams how many replies without an end are open at once
 * @param connections how many are open at once
 * @param headerBytes of one request
 * @param bodyBytes of a body that is read whole
 * @param uploadBytes of a body that streams
 * @param head until a request that has begun has told all its headers
 * @param body until a small body is there, and the longest that an upload may stall
 * @param idle until a connection without requests is closed
 * @param write until a client has read the end of an answer
 */
public record ServerLimits(
        int requests,
        int streams,
        int connections,
        int headerBytes,
        int bodyBytes,
        long uploadBytes,
        Duration head,
        Duration body,
        Duration idle,
        Duration write) {}
