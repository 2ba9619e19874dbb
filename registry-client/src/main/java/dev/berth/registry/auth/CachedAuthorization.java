package dev.berth.registry.auth;

import java.time.Duration;

/**
 * What opens the door for a while.
 *
 * @param header the value of {@code Authorization}; never printed
 * @param validFor how long from now
 */
record CachedAuthorization(String header, Duration validFor) {
    @Override
    public String toString() {
        return "Ticket[validFor=" + validFor + "]";
    }
}
