package dev.berth.registry.auth;

import java.time.Duration;

/**
 * A cached {@code Authorization} header value and how long it is valid.
 *
 * @param header the value of {@code Authorization}; never printed
 * @param validFor how long from now
 */
record CachedAuthorization(String header, Duration validFor) {
    @Override
    public String toString() {
        return "CachedAuthorization[validFor=" + validFor + "]";
    }
}
