package dev.berth.plugin;

import java.time.Duration;

/**
 * How long an enabled plugin may take.
 *
 * @param start from the start of its process until its socket accepts a connection
 * @param call for each call to it that has no limit of its own in the protocol; zero for the
 *     manager's own limit: no call waits for ever
 */
public record EnableOptions(Duration start, Duration call) {

    /** Thirty seconds for both, the {@code docker} command's default. */
    public static final EnableOptions DEFAULT =
            new EnableOptions(Duration.ofSeconds(30), Duration.ofSeconds(30));
}
