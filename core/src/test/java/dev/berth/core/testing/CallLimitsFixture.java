package dev.berth.core.testing;

import dev.berth.core.client.CallLimits;
import java.time.Duration;

/** The limits of calls for tests that are about something else. */
public final class CallLimitsFixture {
    private CallLimitsFixture() {}

    /** Returns the default configuration with a deadline. */
    public static CallLimits deadline(Duration deadline) {
        return new CallLimits(deadline, 100, 5, Duration.ofSeconds(1));
    }
}
