package dev.berth.testing;

import java.time.Duration;

/** How long a test waits for what has to happen before it calls it a failure. */
public final class TestTimeout {
    /** Far more than anything takes on a machine that has other things to do. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private TestTimeout() {}
}
